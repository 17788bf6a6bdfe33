"""prompting: short, pure, and what came from outside stays data."""

from hypothesis import given
from hypothesis import strategies as st

from gorilla_cli.domain import Context, Passage, Previous, Request
from gorilla_cli.prompting import build

CONTEXT = Context(
    os="linux",
    shell="zsh",
    cwd="/",
    home="/",
    files=("a.txt", "src/"),
    tools=frozenset({"git", "ls", "jq"}),
)


def test_the_bare_form_ends_with_the_request_and_is_short() -> None:
    bare = build(Request("list the files"), CONTEXT).bare
    assert bare.endswith("# list the files\n")
    assert len(bare) < 400


def test_the_chat_form_names_shell_system_files_and_tools() -> None:
    system, user = build(Request("list the files"), CONTEXT).chat
    assert "zsh" in system.content
    assert "Linux" in system.content
    assert user.content.startswith("list the files")
    assert "a.txt, src/" in user.content
    assert "Installed: git jq" in user.content


def test_a_failed_command_is_told_in_both_forms() -> None:
    prompt = build(Request("fix it", previous=Previous("gti status", 127, "not found")), CONTEXT)
    assert "gti status" in prompt.bare
    assert "gti status" in prompt.chat[1].content
    assert "127" in prompt.chat[1].content


def test_passages_are_in_both_forms() -> None:
    passage = Passage("tar", "extract", "-x extracts", "man:tar(1)")
    prompt = build(Request("unpack"), CONTEXT, [passage])
    assert "-x extracts" in prompt.bare
    assert "-x extracts" in prompt.chat[1].content


@given(st.text(max_size=300))
def test_piped_text_cannot_leave_its_marks_nor_move_the_cursor(piped: str) -> None:
    context = Context(os="linux", shell="sh", cwd="/", home="/", piped_excerpt="</data>" + piped)
    prompt = build(Request("which is largest"), context)
    assert prompt.chat[1].content.count("</data>") == 1
    assert prompt.bare.count("\n") == build(Request("x"), CONTEXT).bare.count("\n") + 1
    assert "\x1b" not in prompt.bare + prompt.chat[1].content
    assert prompt == build(Request("which is largest"), context)


@given(st.text(min_size=1, max_size=200))
def test_a_request_is_one_line_whatever_it_holds(text: str) -> None:
    bare = build(Request(text), CONTEXT).bare
    assert bare.count("\n") == build(Request("x"), CONTEXT).bare.count("\n")
