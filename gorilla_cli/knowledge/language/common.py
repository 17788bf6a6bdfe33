"""Everyday and trade words that are never, by themselves, somebody's file or string.

Invariant: data only. A bare word outside this list may be a name ("in src", "file
core"); one inside it never is unless it is quoted or marked as a name.
"""

from __future__ import annotations

COMMON = frozenset(
    """
    ability able about above absent absolute accessible accidentally according account across
    action active actual actually additional address addresses afterwards again against age ago
    alias aliases allocation allowed alone along alphanumeric already alternatively although always
    among amount another anybody anyone anything anywhere apart apparently appear appearance
    approximately april archive archives argument arguments array arrow ascii aside associated
    assuming atime ctime mtime atleast attribute attributes august author automatically available
    avoid away backslash backslashes backward backwards backup ball bash basename batch because
    become before behind below beneath beside besides best better between beyond big binary bit
    bits block blocks body boot boundary brace bracket brackets branch brief bug built bulk bunch
    button byte bytes calendar capital card care careful carefully case cases category cause cd
    certain chance char character characters check checksum checksums child children chosen
    class clean clear client clipboard clock closely code codes colon colons color column columns
    combination combined comma commands commas comment comments commit common compare complete
    completely component compressed compression computer condition conditions confirmation
    connection connections console consecutive constant content contents context continuous
    continuously control conventional correct correctly corresponding couple course cpu criteria
    cron current currently custom daily dash data database date dates day days deal december
    decimal decompressed deep deeper default delay delimiter delimiters depth descendant
    description descriptions desired desktop destination detail detailed details device devices
    differ difference differences different differently difficult digit digits direct directly
    directory disk disks display distinct document documents domain dot dots double down drive
    drives dry duplicate duplicates during dynamic early earlier easily easy editor effect
    either else elsewhere empty encoding end ending endings enough ensuring entire entirely entries
    entry environment epoch equal equals error errors especially even event ever everybody everyone
    everything everywhere exact exactly example examples exceed except exception exclusively
    executable execution existence existing exit expected explicitly explorer expression
    expressions extended extension extensions external extra failure false family far fashion fast
    faster february few fewer field fields fifo file filename filenames files filesystem
    filesystems filetype final finally first fit five fixed flag flags flat floppy folder folders
    following footer forcefully forcibly foreground form format formatted formats former forms
    forward found four fourth free frequency frequent frequently fresh friday friendly front full
    fully function functions further future general generic gigabyte given global good grand graph
    great group groups guest half hand happens hard hash header headers height help hence hex
    hexadecimal hidden hierarchy high higher highest history hit home host hostname hosts hour hours
    however human identical identity idle image images immediate immediately important inaccessible
    inclusive index individual individually infinite info information initial inline inner inode
    input inputs inside instance instances instead instead instruction integer intended interactive
    interactively interesting interface interfaces interval invalid invisible isolated item items
    itself january job jobs joint july june junk keep key keyboard keys keyword kilobyte kind
    kinds known large larger largest last late later latest latter layout leading leaf least left
    length less letter letters level levels library lightweight likely limit line lines link links
    list literal literally little live load local locally location locations lock long longer
    longest lookup lot low lower lowercase lowest machine main mainly major male man manner
    manual manually many map march mark master match matches matching mathematically maximum may
    maybe mean meaning means media megabyte member members memory mention merely message messages
    metadata method middle midnight minimal minimum minor minus minute minutes missing mix mode
    modification modifications module modules moment monday month months more most mostly mount
    mounted mouse mtime multi multiple mutual myself name named names naming narrow native natural
    near nearly necessary neither nested network never nevertheless new newer newest newline
    newlines next nice none nonempty nonexistent nor normal normally note nothing notice november
    now nowhere null number numbers numeric object objects occurence occurences occurrence
    occurrences october octal odd offset often old older oldest once one ones online only onto open
    operation operating operator opposite option optional options order ordinary original
    originals other others otherwise ought output outputs outside over overall owner owners
    ownership package page pages pair pairs paragraph parallel parameter parameters parent parents
    part partial partially particular partition partitions parts pass password past path pathname
    pathnames paths pattern patterns payload pending per percent percentage perhaps period
    permanently permission permissions person pid pids piece pieces pipe pipeline place places plain
    platform plus point pointer port portion position positions positive possible possibly
    precisely prefix prefixes present preserve previous previously primary printable prior
    priority private privilege privileges probably problem process processes processor program
    programs progress project projects prompt proper properly property protocol public purpose
    quantity query question quick quickly quiet quietly quite quotation quote quoted quotes random
    randomly range rate rather raw reach readable reading ready real really reason recent recently
    record records recursion recursive recursively reference regardless regex regexp region
    regular relative release relevant remaining remote removable repeatedly report request
    requests resource resources respectively rest result resulting results reverse reversed right
    root rough row rows rule rules safe safely same sample saturday scratch screen script scripts
    search second seconds secret section sections secure see seem segment semicolon semicolons
    send separate separately separator separators september sequence sequentially serial series
    server service services session sessions set setting settings seven several shape shell short
    shorter shortest should side sign signal silent silently similar simple simply since single
    size sizes slash slashes slightly slow small smaller smallest so soft software some somebody
    somehow someone something sometimes somewhere sort source space spaces special specific
    specifically specified speed split square stable stack standard start state statement
    static statistics status stderr stdin stdout step sticky still stop storage storages
    straight stream strictly string strings strip structure stuff style sub subdirectories
    subdirectory subfolder subfolders subject subsequent subset subtree such suffix suffixes
    suitable sum summary sunday super sure surrounding suspicious symbol symbolic symbols symlink
    symlinks syntax system systems tab table tables tabs tag target task tasks temporarily
    temporary ten term terminal test text than themselves thing things third this thorough though
    thousand three threshold through throughout thursday thus tidy tilde time times timestamp
    timestamps tiny title today together tomorrow too tool tools top total tracked traffic trailing
    tree tries true tuesday twice two type types underscore underscores unexpected uniform unique
    unit units unknown unless unneeded unsafe until unused unusual unwanted up upon upper uppercase
    usage usages useful useless user username usernames users usual usually utc utility valid value
    values variable variables variant various verbose verbosely version versions very via video
    view visible volume wait wants warning warnings web wednesday week weekly weeks weird well were
    whatever whenever whereas wherever whether while white whitespace whole why wide width wild
    wildcard wildcards window windows wise with within without word words work world worth writable
    write wrong year years yesterday yet zero zeroes zeros zone zombie
    under underneath into onto through via off from to of in on at by with for and or but not no
    safety locale internal subnet systemd printer printf neatly staff stuff
    kb mb gb tb grep awk sed xargs ls rm cp mv find tar gzip bzip2 zip unzip chmod chown chgrp sudo
    ssh git curl wget head tail cut wc uniq tr du df ps mime regular/normal numerically
    alphabetically chronologically lexicographically ascending descending increasing decreasing
    case-insensitive case-sensitive non-empty non-hidden human-readable comma-separated
    null-terminated null-separated tab-separated space-separated newline-separated read-only
    world-writable read-write top-level sub-directories sub-directory sub-folders non-recursively
    recursing md5 md5sum sha1 sha256 sha512 checksum suid sgid setuid setgid uid gid symbolical
    etc eg ie e.g i.e
    """.split()
)
