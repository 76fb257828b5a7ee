"""What may hang on a notice or lie in the library, and what it may cost to read it: one dated table."""

AS_OF = "2026-11-30"

FILE_BYTES = 50 * 1024 * 1024
MOST_FILES = 20
LONGEST_NAME = 120

# Of everything that unpacks in one file together; an office's largest sheets come to a fifth of it.
UNPACKED_BYTES = 600 * 1024 * 1024
# A part that grows by more is a bomb; below the floor nobody asks. XML of sheets comes to twenty or thirty.
RATIO, RATIO_FLOOR = 250, 8 * 1024 * 1024
MOST_PARTS = 4000
DEPTH = 3
XML_DEPTH = 256
# Of one text that is looked at in one piece; longer ones are cut with an overlap.
PIECE, OVERLAP = 20_000, 200
PDF_PAGES = 500
PICTURES = 30  # that a machine reads in one file; what is beyond is said to be unread

MEMORY_BYTES = 1400 * 1024 * 1024
CPU_SECONDS = 50
# nginx waits a minute for an answer (docs/web.md).
WALL_SECONDS = 52.0
READERS = 2
PATIENCE_SECONDS = 6.0
LARGEST_ANSWER = 1024 * 1024
MOST_FINDINGS = 300
