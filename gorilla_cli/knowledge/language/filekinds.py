"""Words for kinds of files, as the name patterns that people mean by them.

Invariant: data only; a kind is a word (as `norm`) and its globs in the usual order.
"""

from __future__ import annotations

KINDS: dict[str, tuple[str, ...]] = {
    word: tuple(globs.split())
    for word, globs in {
        "python": "*.py",
        "perl": "*.pl",
        "ruby": "*.rb",
        "javascript": "*.js",
        "typescript": "*.ts",
        "markdown": "*.md",
        "text": "*.txt",
        "header": "*.h",
        "c++": "*.cpp",
        "cplusplus": "*.cpp",
        "c#": "*.cs",
        "rust": "*.rs",
        "kotlin": "*.kt",
        "latex": "*.tex",
        "haskell": "*.hs",
        "fortran": "*.f90",
        "assembly": "*.s",
        "bash": "*.sh",
        "shell": "*.sh",
        "configuration": "*.conf",
        "backup": "*.bak",
        "temporary": "*.tmp",
        "temp": "*.tmp",
        "swap": "*.swp",
        "object": "*.o",
        "excel": "*.xls *.xlsx",
        "spreadsheet": "*.xls *.xlsx *.ods",
        "word": "*.doc *.docx",
        "powerpoint": "*.ppt *.pptx",
        "yaml": "*.yml *.yaml",
        "image": "*.jpg *.jpeg *.png *.gif",
        "video": "*.mp4 *.avi *.mkv *.mov",
        "audio": "*.mp3 *.wav *.flac *.ogg",
        "bitmap": "*.bmp",
        "sqlite": "*.sqlite",
        "archive": "*.tar *.tar.gz *.tgz *.zip",
        "tarball": "*.tar.gz *.tgz",
        "compressed": "*.gz *.bz2 *.xz *.zip",
        "gzip": "*.gz",
        "gzipped": "*.gz",
        "bzip2": "*.bz2",
        "bytecode": "*.pyc",
        "notebook": "*.ipynb",
        "core": "core",
        "makefile": "Makefile",
        "dockerfile": "Dockerfile",
        "readme": "README*",
        "xhtml": "*.xhtml",
        "terraform": "*.tf",
        "certificate": "*.pem *.crt",
    }.items()
}
"""Kinds whose name is not their extension."""

EXTENSIONS = frozenset(
    """
    txt log csv tsv json xml yml toml ini conf cfg md rst tex html htm css scss php php3 php4
    phtml asp aspx jsp js jsx ts tsx vue py pyc pyo pyx rb pl pm lua c cc cpp cxx h hh hpp hxx java
    class jar war ear go rs swift kt scala clj hs ml sh bash zsh csh ksh bat ps1 awk sed sql sqlite
    db mdb doc docx xls xlsx ppt pptx odt ods odp pdf ps eps djvu epub mobi rtf jpg jpeg png gif bmp
    tif tiff svg ico webp psd mp3 wav flac ogg aac wma m4a mp4 m4v avi mkv mov wmv flv mpg mpeg webm
    ogv tar tgz gz bz2 xz zip rar 7z zst lz4 iso img dmg deb rpm apk exe dll lib bin dat bak
    tmp swp o d s asm pem crt key cer csr pub gpg asc torrent ttf otf woff srt sub ipynb r m mat
    jade coffee erb haml tpl tmpl vcf fasta fastq fq bam sam bed mbox eml ics patch diff orig rej
    dtd xsl xslt xsd wsdl proto gradle properties lock plist pbxproj xib storyboard mod cls sty bib
    vim el lisp scm tcl vb vbs cs fs f90 f cmake mk ac pid sock service timer rc lst map
    """.split()
)
"""Words that are extensions by themselves: "jpg files" means *.jpg."""

LOOSE = frozenset(
    """text word image object archive compressed header backup temporary temp swap configuration
    shell bash certificate bytecode notebook video audio log patch lock service mod class diff
    key sub bin lib mk ac orig pub d s o m r h c go data properties python java perl ruby php
    markdown git sock timer asc mat vim bat torrent sql db sqlite excel excel readme makefile gradle
    gzip gzipped bzip2 core pid tmp bak ps as conf dat ini rpm""".split()
)
"""Kinds whose word means other things too unless "files" follows."""


def kind_globs(norm: str, text: str) -> tuple[str, ...]:
    """The globs for a kind of file, empty when the word names none.

    `norm` is the canonical word, `text` the word as typed, whose case is not kept.
    """
    word = text.lower()
    if word in EXTENSIONS:
        return (f"*.{word}",)
    found = KINDS.get(norm) or KINDS.get(word)
    if found:
        return found
    if word.endswith("s") and word[:-1] in EXTENSIONS and len(word) > 2:
        return (f"*.{word[:-1]}",)
    return ()
