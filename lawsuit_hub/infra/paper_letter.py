"""How the parts of a cover letter (공문) are written, whatever draws it: its numbers, 붙임 … 끝., the lines at its foot."""

from lawsuit_hub.infra.paper import Letter

END = "끝."


def numbered(letter: Letter) -> list[tuple[str, str]]:
    """Number and text; one paragraph alone has no number. Without enclosures the last ends the letter."""
    alone = len(letter.lines) == 1
    lines = [("" if alone else f"{n}.", text) for n, text in enumerate(letter.lines, start=1)]
    if lines and not letter.enclosed:
        number, text = lines[-1]
        lines[-1] = (number, f"{text}  {END}")
    return lines


def enclosures(letter: Letter) -> list[str]:
    """Each on its line; after the last: 끝."""
    alone = len(letter.enclosed) == 1
    lines = [one.rstrip(".") + "." if alone else f"{n}. {one.rstrip('.')}." for n, one in enumerate(letter.enclosed, 1)]
    return [*lines[:-1], f"{lines[-1]}  {END}"] if lines else []


def below_letter(letter: Letter) -> list[str]:
    return [
        f"시행  {letter.number} ({letter.day})" if letter.number else f"시행  ({letter.day})",
        *letter.contact.splitlines(),
    ]
