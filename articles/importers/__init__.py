"""Pages of other sites: read into records, then written as drafts through the acts.

``apart`` reads a file in a child process with limits; ``reading`` is what runs there. Importing the
package imports neither: what reads documents is large.
"""
