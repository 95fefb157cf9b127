"""Acts on sections, people, links, images and the glossary; the trash."""
