"""The command line; with no command it opens the window.

Exit codes: 0 done; 1 done, with findings of severity error; 2 not done (wrong use or the world is not as needed); 3 a bug.
"""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command; errors are one line on stderr."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if len(arguments) == 2 and arguments[0] == "read-workbook":  # the reader's own child process: nothing else may be imported
        from linkdesk.survey.child import main as read_workbook
        return read_workbook(arguments[1:]) or 0
    if len(arguments) == 2 and arguments[0] == "mark-workbook":  # likewise
        from linkdesk.survey.returned_child import main as mark_workbook
        return mark_workbook(arguments[1:])
    if arguments == ["print-pages"]:  # likewise, a press of the program's own
        from linkdesk.documents.pressing_child import main as print_pages
        return print_pages()
    if arguments == ["read-scans"]:  # likewise
        from linkdesk.scans.child import main as read_scans
        return read_scans()
    if len(arguments) == 3 and arguments[0] == "read-plots":  # likewise
        from linkdesk.geometry.child import main as read_plots
        return read_plots(arguments[1:])
    if len(arguments) == 2 and arguments[0] == "read-word":  # likewise
        from linkdesk.documents.docx.child import main as read_word
        return read_word(arguments[1:])
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a windowed program on Windows has none
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        from linkdesk.commands import run
        return run(arguments)
    except KeyboardInterrupt:  # before the command began
        print("已取消，什么都没有做。", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
