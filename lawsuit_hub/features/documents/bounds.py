"""What is taken of a document, and what it may cost to read it: one dated table. Sizes of whole uploads are settings."""

AS_OF = "2026-11-25"

# Telephones of 2026 take pictures of 12 to 50 million points by themselves (8,192 x 6,144 among them); more is chosen by hand.
MOST_PIXELS = 52_000_000
LONGEST_SIDE = 30_000
# Pages of one upload, also of a PDF: a lease and its explanation of the house have four to nine.
PAGES_AT_ONCE = 10
# Points of a PDF page as it is drawn, before it is made smaller; a drawing of a sheet of A4 has 171 to the inch.
PAGE_PIXELS = 2000
JPEG_QUALITY = 80
# Letters of a PDF page that are looked through; a full page of a contract has three thousand.
MOST_LETTERS = 30_000

# One process reads one upload. Address space, not memory in use: the reader of a picture of 52 million points needs 470 MB at most.
MEMORY_BYTES = 900 * 1024 * 1024
CPU_SECONDS = 60
# nginx waits a minute for an answer (docs/web.md).
WALL_SECONDS = 52.0
OCR_SECONDS = 20.0
OCR_AT_ONCE = 2
# So many readers at once on the machine, whatever processes ask; whoever comes then waits a little and is asked to come again.
READERS = 2
PATIENCE_SECONDS = 6.0
# An answer of the reader: no page of PAGE_PIXELS has more.
LARGEST_PAGE = 8 * 1024 * 1024
