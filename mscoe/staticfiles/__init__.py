"""Style sheets, scripts, pictures and uploads, as they are served."""
