"""The phrases in which people ask for sets of files.

Invariant: data only, in the table form of `grammar`; what a tag means is decided in
`find`. Words are folded as requests are: "list" also reads show, print and display,
"delete" reads remove and erase, "directory" reads folder and subdirectory.
"""

from __future__ import annotations

MACROS = """
SUBDIRS =
              =subdirectories|subdirectory|subfolders|subfolder|subdirs|sub-directories|sub-directory|sub-folders
              | sub directory | child directory
AND = and then | and|then|&
NAME = name|filename|basename | =file name | ( =directory|folder ) name | base name | name part
STRING =
              word|string|substring|text|phrase|letter|pattern|keyword|character|term|line|expression|content|token
SHOW = list|give|get|report|find|return|produce|see|obtain|echo|retrieve
THEM = them|it|those|these|everything | result | output | matches | matched file | found file |
              file found | resulting file | all of them | each of them | each one | each of these
              | all of these
OF = of|for|in|from|about|on
IN = in|under|inside|within|from|below|beneath|at|across|through|throughout|on|of|among | located
              in | residing in | stored in | present in | contained in | somewhere in | anywhere
              in | anywhere under | starting at | starting in | starting from | starting with |
              beginning at | beginning in | beginning from | beginning with | rooted at | found in
              | residing under | located under | existing in | lying in | available in | that
              exist in | to be found in | placed in | located at | located inside | located within
              | kept in | under and below | in and below | at and below | in and under | in or
              below | in or under | down from
EXCEPT = except|but|exclude|excluding|ignore|skip|omit|without|prune|avoid | except for | other
              than | but not | and not | not including | not include | apart from | but for |
              filtering out | filter out | leaving out | with the exception of | aside from | do
              not include | but ignore | but skip | but exclude | while ignoring | while skipping
              | while excluding
AGO = ago|old
"""

NOUNS = """
noun.file   : file
noun.reg    : regular|normal|ordinary|plain file
noun.reg    : regular normal file
noun.reg    : file only
noun.reg    : only|just file
noun.reg    : =files|file but|and|, not|no directory
noun.reg    : =files|file not|exclude|except|without directory
noun.dir    : directory
noun.dir    : only|just? directory only?
noun.dir    : SUBDIRS
noun.dir    : directory name
noun.dir    : directory but not|no file
noun.any    : file directory
noun.any    : file and|or|& directory
noun.any    : directory and|or|& file
noun.any    : both|either file and|or directory
noun.any    : regular file and|or directory
noun.any    : file directory and|or symlink|link
noun.any    : file directory symlink ( etc )?
noun.any    : item|entry|everything|object|inode
noun.any    : file system entry|object|item
noun.any    : =file or|and =directory name
noun.file   : =file name
noun.dir    : =directory|folder name
noun.link   : symlink|link
noun.link   : symbolic|soft|sym|symbol link file?
noun.link   : symlink file
noun.filelink: file and|or symlink
noun.filelink: file and|or symbolic link
noun.broken : broken|dangling|dead|invalid|orphaned|stale|orphan symlink|link|symlinks
noun.broken : broken|dangling|dead symbolic|soft|sym link
noun.broken : symlink|link broken|dangling
noun.broken : symbolic|soft link broken|dangling
noun.broken : symlink|link point to not|nothing|nonexistent|missing|non-existent existing?
              file|target?
noun.broken : symbolic|soft link point to not|nothing|nonexistent|missing|non-existent existing?
              file|target?
noun.sock   : socket file?
noun.pipe   : named? pipe|fifo file?
noun.block  : block device|special file?
noun.char   : character device|special file?
noun.exec   : executable file|script|binary?
noun.exec   : executable regular file
noun.exec   : file executable by user|owner
hidden      : hidden
hidden.too  : include hidden ( file|directory|one|them|item )? ( and directory )?
hidden.too  : hidden and|or non-hidden|visible|not
hidden.too  : hidden file ( include|too )
hidden.not  : not|non hidden
hidden.not  : non-hidden|visible|unhidden
hidden.not  : EXCEPT hidden ( file|directory|one|item )? ( ( and|or ) directory )?
hidden.not  : EXCEPT dot file|directory
hidden.not  : not|never start with dot
empty       : empty
empty       : zero|0 byte|length|size|sized
empty       : zero-byte|zero-length|zero-sized|zero-size|0-byte
empty       : ( with|have|of )? file? size|length ( of | is | equal to )? zero|0 byte?
empty       : 0 bytes in size
empty       : with|have no|zero content|data
empty.not   : non-empty|nonempty
empty.not   : not|non empty
empty.not   : larger|more than 0|zero byte?
"""

NAMES = """
kind.any    : {kinds} file and|or|&? directory
kind.any    : {kinds} directory and|or|& file
kind.any    : {kinds} item|entry
kind.dir    : {kinds} directory
kind        : {kinds} source|script|program|code|document|media? file|files
kind        : {kinds} source|script|document|program|archive|picture
kind        : {kinds} type|format|extension|suffix|suffixed file
kind        : {kinds} regular|normal|plain file
kind        : file of? type|format|kind {kinds}
kind        : file of {kinds} type|format|kind
kind        : regular|normal {kinds} file
kind.only   : {sure_kinds:kinds}
name.ext    : ( with|have|of|in )? =file|filename|name? extension|suffix ( of|equal|like )? (
              either | one of )? {exts}
name.ext    : with|have {exts} =file|filename|name? extension|suffix
name.ext    : {exts} extension file?
name.ext    : NAME? {neg}? end|finish|terminate with|in|by extension|suffix ( of )? {exts}
name.is     : =file {names!}
name.is     : file {quoted_names:names!}
name.is     : =directory|folder|dir|subdirectory|symlink {names!}
name.is     : directory|symlink|link {quoted_names:names!}
name.any    : file and|or? directory ( name|call )? {quoted_names:names!}
name.bare   : {barenames:names} file
name.reg    : regular|normal =file {names!}
name.reg    : regular|normal file {quoted_names:names!}
name.length : NAME {count} character|letter ( long )?
name.is     : {quoted_names:names} file
name.any    : {quoted_names:names} file and|or|& directory
name.any    : {quoted_names:names} directory and|or|& file
name.dir    : {quoted_names:names} directory
name.is     : {neg}? name|call|title|entitle ( as|like )? ( either )? {given:names}
name.is     : ( with|by|have|of|under )? NAME ( of | equal to | same as | exactly )? {neg}? (
              like|as|pattern|exactly|either )? {names}
name.is     : ( with|by|have|of )? exact? NAME {neg}? match|equal|like|resemble (
              shell|glob|wildcard )? pattern|glob|wildcard? {names}
name.is     : {neg}? match|fit|like|satisfy ( shell|glob|wildcard|name|file|filename )?
              pattern|glob|wildcard|name? {quoted_names:names} ( in their? NAME )?
name.is     : of ( pattern | form | format | type ) {quoted_names:names}
name.is     : {neg}? match|fit|satisfy ( shell|glob|wildcard|name|file|filename )?
              pattern|glob|wildcard|name {names}
name.is     : with|have ( shell|glob )? pattern {names} ( in NAME )?
name.is     : NAME pattern {names}
name.is     : {names} as NAME
name.is     : {quoted_names:names}
name.is     : for {quoted_names:names} file
name.is     : for {globs:names}
name.indir  : ( IN ) directory ( name|call|match ) {names}
name.start  : ( with|have )? NAME? {neg}? start|starts|beginning|prefix|prefixed with|by|as (
              STRING | name )? ( either )? {names} ( ( in|as ) NAME )?
name.start  : with|have NAME? prefix {names}
name.start  : with|have {names} at|as start|prefix of|in? NAME?
name.start  : {neg}? start with {names} ( in NAME )?
name.end    : ( with|have )? NAME? {neg}? end|ending|finish|terminate|suffixed with|in|by|on|as? (
              STRING | name )? ( either )? {names} ( ( in|as ) NAME )?
name.end    : with|have NAME? suffix|ending of? {names}
name.end    : with|have {names} at end of? NAME?
name.has    : ( with|have )? NAME {neg}? contain|include|have|with|match|consist ( STRING )?
              {names} ( STRING )? ( anywhere | somewhere )?
name.has    : {neg}? contain|include|have|with STRING? {names} STRING? ( anywhere | somewhere )? (
              in|within|as | as part of | as a part of ) NAME
name.has    : {neg}? contain|include|have|with STRING? {names} STRING? ( anywhere | somewhere )?
              file|directory NAME
name.has    : STRING? {names} in|within NAME
name.has    : {names} as part of NAME
name.space  : {neg}? with|contain|include|have|has white? space|blank|whitespace in NAME
name.space  : ( with|have )? NAME {neg}? contain|have|with|include white? space|blank|whitespace
name.regex  : ( with )? path|pathname|name|filename? ( full|whole )? path|name? {neg}?
              match|matching|follow (
              posix|extended|emacs|basic|egrep|posix-extended|posix-egrep|following )*
              regex|regexp|regular expression? pattern? {text}
name.regex  : with|by|using ( posix|extended|emacs )? regex|regexp {text}
name.regex  : with|by|using regular expression {text}
name.path   : ( with )? ( full|whole|=file )? path|pathname ( name )? {neg}? match|like|be|fit
              pattern|glob? {names}
name.pathhas: ( with )? ( full|whole|=file )? path|pathname ( name )? {neg}?
              contain|include|have|with STRING? {names}
name.pathhas: {neg}? with|have|contain STRING? {names} in ( full|whole|=file )? path|pathname (
              name )?
cased       : case sensitive ( match | search )?
"""

SIZES = """
SIZED = ( with|have|of )? =file? size ( of|is )?
BIG = ( in|of ) =file? size | large|big|size|sized | of disk? space | in length
size.more   : SIZED? {neg}?
              exceed|larger|more|greater|over|above|exceeding|heavier|higher|upward|bigger|beyond|>
              than|of? {size} BIG?
size.less   : SIZED? {neg}? smaller|less|lower|under|below|lighter|fewer|< than? {size} BIG?
size.atmost : SIZED? no|not larger|more|greater|bigger than {size} BIG?
size.atleast: SIZED? no|not smaller|less|fewer than {size} BIG?
size.atleast: SIZED? ( at least | atleast | minimum | min | >= ) {size} BIG?
size.atleast: {size} BIG? and|or more|larger|above|over|up|greater|bigger BIG?
size.atleast: SIZED? larger|more|greater than or equal to {size} BIG?
size.atmost : SIZED? ( at most | maximum | max | up to | <= ) {size} BIG?
size.atmost : {size} BIG? and|or less|smaller|below|under|lower BIG?
size.atmost : SIZED? smaller|less than or equal to {size} BIG?
size.is     : ( with|have|of )? =file? exact? size ( of | equal to | equal | exactly | as | = )*
              {size}
size.is     : exactly|equal {size} BIG?
size.is     : {size} ( ( in|of ) size | big|large|long|size|sized )
size.is     : {size} file
size.range  : SIZED? ( range|ranging | in range )? between|from {size:a} and|to|- {size:b} BIG?
size.range  : SIZED? ( range|ranging | in range )? between|from {count:n} and|to|- {size:b} BIG?
size.range  : SIZED? larger|more|greater|over|above|bigger than? {size:a} BIG? and|but|yet? SIZED?
              smaller|less|lower|under|below than? {size:b} BIG?
size.swapped: SIZED? smaller|less|under|below than? {size:b} BIG? and|but? SIZED?
              larger|more|greater|over|above|bigger than? {size:a} BIG?
size.range  : SIZED? at least {size:a} BIG? and|but? SIZED? at most {size:b} BIG?
size.blocks : {count} 512-byte? block ( in size | large|big|long )?
size.blocks : {count} 512 byte block ( in size | large|big|long )?
size.bmore  : SIZED? larger|more|greater than {count} ( 512-byte | 512 byte )? block ( in size )?
size.bless  : SIZED? smaller|less than {count} ( 512-byte | 512 byte )? block ( in size )?
"""

TIMES = """
LAST = last|recently|exactly|newly|just
TIMED = time|date|timestamp|datestamp
time.m      : {neg}? LAST* modify|update|written|touch|rewritten LAST? {when}
time.m      : ( with|have )? last? modification|mtime|update|modified|modify TIMED? {neg}? ( of )?
              {when}
time.m      : old|aged {when}
time.c      : {neg}? LAST* changed|change|changing LAST? {when}
time.c      : ( with|have )? last? changed|change TIMED? {neg}? ( of )? {when}
time.cs     : ( with|have )? =file? status|inode|metadata|attribute|permission|mode TIMED? {neg}?
              LAST? changed|modified|change LAST? {when}
time.cs     : status|inode change TIMED? {when}
time.a      : {neg}? LAST* access|read|open|use|view LAST? {when}
time.a      : ( with|have )? last? access|accessed|atime TIMED? {neg}? ( of )? {when}
time.b      : {neg}? LAST* create|born|added LAST? {when}
time.b      : ( with|have )? creation TIMED? {neg}? ( of )? {when}
time.mb     : {neg}? modified or|and|/ created {when}
time.mb     : {neg}? created or|and|/ modified {when}
time.cb     : {neg}? changed or|and created {when}
time.cb     : {neg}? created or|and changed {when}
time.both   : {neg}? accessed|access or|and modified|modification {when}
time.bare   : {when}
time.newer  : ( modified|changed|updated )? newer|later than file? {path} TIMED?
time.newer  : more recent than ( modification time of )? file? {path}
time.newer  : {neg}? modified|changed|updated more|earlier? after|since|later|recently than? (
              modification|last )* of? file|directory? {path} ( was|were )? ( last )*
              modified|changed|modification?
time.newer  : ( with|have )? modification TIMED newer|later|after|more recent|recently? than? (
              that of )? file? {path}
time.older  : ( modified|changed )? older|earlier than ( modification time of )? file? {path}
time.older  : modified|changed before|earlier|prior than|to? file? {path} ( was )? modified?
time.older  : ( with|have )? modification TIMED older|earlier|less|before than? ( or equal to )? (
              that of )? file? {path}
time.anewer : accessed more? after|since|later|recently than? ( modification of )? file? {path} (
              was )? ( last )? modified|accessed|modification?
"""

OWNERS = """
PERM = permission ( bit|mode|setting|level )? | =file? mode | access permission
perm.is     : ( with|have|of|set|under )? ( =file|access|exact|octal )* PERM {neg}? ( set to |
              equal to | equal | of | set | exactly | as | to | like )* {mode}
perm.is     : ( with|have|of )? {mode} as? PERM ( set )? ( only )?
perm.is     : chmod|chmodded|set to? {mode}
perm.is     : {mode} file
perm.rights : ( with|have|set )? {rights} PERM|access ( set|on|enabled )? for|to|by {who}
perm.rights : {rights} by|for {who}
perm.has    : ( with|have ) at least PERM? {mode} PERM?
perm.ww     : {neg}? world|other|everyone|anyone|all writable|writeable
perm.ww     : world-writable|world-writeable|other-writable
perm.ww     : {neg}? writable|writeable by|for|to other|all|everyone|anyone|everybody|world|others
              ( user )?
perm.ww     : everyone|anyone|anybody|others|everybody|other ( user )? (
              can|may|permission|able|allowed )+ ( to )? write|modify ( to )?
perm.ww     : ( with|have )? write PERM? for|to|by
              other|everyone|all|others|world|everybody|anyone ( user )?
perm.wr     : {neg}? world|other|everyone|all readable
perm.wr     : world-readable
perm.wr     : {neg}? readable by|for other|all|everyone|anyone|everybody|world|others ( user )?
perm.wr     : ( with|have )? read PERM? for|to|by other|everyone|others|world|everybody|anyone (
              user )?
perm.wx     : {neg}? world|other executable
perm.wx     : {neg}? executable by|for other|all|everyone|anyone|everybody|world|others ( user )?
perm.gw     : {neg}? group writable|writeable
perm.gw     : group-writable
perm.gw     : {neg}? writable|writeable by|for their? group
perm.gw     : ( with|have )? group write PERM
perm.gw     : ( with|have )? write PERM? for group
perm.uw     : {neg}? writable|writeable by|for their? owner
perm.ur     : {neg}? readable by|for their? owner
perm.ux     : {neg}? executable by|for their? owner
perm.gx     : {neg}? executable by|for their? group
perm.gr     : {neg}? readable by|for their? group
perm.guw    : {neg}? writable|writeable by|for ( either )? their? owner or|and their? group
perm.guw    : {neg}? writable|writeable by|for ( both )? owner and|or group
perm.r      : {neg}? readable ( ( by|for ) ( me|you|user | current user ) )?
perm.w      : {neg}? writable|writeable ( ( by|for ) ( me|you|user | current user ) )?
perm.x      : {neg}? executable ( ( by|for ) ( me|you|someone|somebody|user | current user ) )?
perm.x      : ( with|have ) execute|executable|exec|execution PERM|bit set?
perm.r      : ( with|have )? read PERM|access
perm.w      : ( with|have )? write PERM|access
perm.nr     : unreadable
perm.nw     : unwritable
perm.sugid  : ( with|have )? suid|setuid|sgid|setgid and|or sgid|setgid|suid|setuid (
              bit|file|program|permission )? ( set|on|enabled )?
perm.suid   : ( with|have|set )? suid|setuid|set-user-id|set-uid (
              bit|file|program|permission|executable|enabled )* ( set|on|enabled )?
perm.suid   : ( with|have )? set user id|uid ( bit|file|permission|program )* ( set )?
perm.sgid   : ( with|have|set )? sgid|setgid|set-group-id|guid (
              bit|file|program|permission|executable|enabled )* ( set|on|enabled )?
perm.sgid   : ( with|have )? set group id|gid ( bit|file|permission|program )* ( set )?
perm.sticky : ( with|have|set )? sticky bit|bits? ( set|on|enabled|file )*
owner.user  : {neg}? own|owned|belong|belonging by|to ( user|owner|username )? ( name|named|id |
              with name )? {user} user?
owner.user  : ( with|have )? owner|user {neg}? ( name|named|as | equal to )? {user}
owner.user  : ( with|have )? username|userid {user}
owner.user  : of user {user}
owner.user  : ( user )? {user} own|owns
owner.group : {neg}? own|owned|belong|belonging by|to group|groupname ( name|named|id )? {user}
owner.group : ( with|have|of|under|in )? group|groupname ( owner|name )? {neg}? ( name|named|as |
              equal to )? {user}
owner.group : {neg}? own|owned|belong by|to {user} group
owner.uid   : ( with|have|by|owned )* uid|userid ( of | equal to | = )? {count}
owner.uid   : ( with|have|by|owned )* user id ( of | equal to | = )? {count}
owner.gid   : ( with|have|by|owned )* gid|groupid ( of | equal to | = )? {count}
owner.gid   : ( with|have|by|owned )* group id ( of | equal to | = )? {count}
owner.nouser: ( with|have|without|by )? no|not|non-existent|nonexistent|unknown|invalid|without
              valid|existing|known? user|owner
owner.nouser: not? own|owned by no|non-existent|nonexistent|not|unknown valid|existing|known? user
owner.nouser: not own|owned by any valid|existing|known? user
owner.nouser: not belong to any valid|existing|known? user
owner.nouser: belong to no|unknown|nonexistent user
owner.nouser: orphaned|unowned
owner.nogrp : ( with|have|without|by )? no|not|without|nonexistent|unknown valid|existing|known?
              group
owner.nogrp : not belong|own|owned to|by any valid|existing|known? group
owner.nogrp : belong|owned to|by no|unknown group
links.more  : ( with|have ) more than {count} hard? link
links.is    : ( with|have ) exactly? {count} hard? link
links.hard  : ( with|have ) multiple|several? hardlink|hard-linked|hardlinked
links.hard  : ( with|have ) multiple|several? hard link
same        : hardlink|link to|of file? {path}
same        : hard link to|of file? {path}
same        : ( with|have|share )? same inode number? as|with file? {path}
same        : refer|point to same file as {path}
inum        : ( with|have|by )* inode|inum ( number )? ( of | equal to | = )? {count}
lname       : point|pointing|link|linking|linked|refer to file|directory|path? ( match )? {names}
fstype      : ( on|in|of )? ( type )? {fstype:text} filesystem|partition|type?
fstype      : ( on|in )? {fstype:text} file system
"""

PLACES = """
scope       : ( IN ) {dirs}
scope       : {dirs} directory tree|hierarchy
scope       : =directory|folder|directories|folders {quoted_dirs:dirs}
scope       : find|scan|check|look|traverse|walk|browse|explore|examine|inspect|process
              through|in|into|inside|down? {sure_dirs:dirs} ( for )?
scope       : find|scan|check|look|traverse|walk|browse|go|dig through|in|into|inside|down|under
              {dirs} ( for )?
scope.rec   : ( IN ) {dirs} and|include|with|or|plus|, ( in|under|below|all|of|including )*
              SUBDIRS|descendant|children|subtree
scope.rec   : ( IN ) {dirs} and|or|, below|beneath|under|deeper|down|downwards ( it )?
scope.rec   : ( IN ) {dirs} recursive
scope.rec   : in|under|within|inside|from SUBDIRS of|in|under {dirs}
scope.rec   : ( IN ) {dirs} and everything below|under|beneath it?
scope.rec   : find recursive ( in|through|under )? {dirs}
scope.vague : ( IN ) ( given|particular|certain|specified|specific|some|same )?
              =directory|folder|dir|path|location
scope.sub   : ( IN ) SUBDIRS of|in|under current directory
recursive   : recursive
recursive   : ( and|include|with|or|plus|in|into ) ( all|in|of|its )* SUBDIRS ( of it | in it | of
              current directory | in current directory )?
recursive   : ( and|or ) below|beneath|deeper|down|under|downwards ( it )?
recursive   : ( and )? everything below|under|beneath it?
recursive   : downwards|throughout
recursive   : at any|all|every depth|level
flat        : not|non|without|no recursive|recursing|recursion|recurse
flat        : non-recursively|nonrecursively|non-recursive|no-recursively|nonrecursive
flat        : but|and? not|without|no|exclude|ignore (
              include|find|descend|traverse|go|recurse|enter|look|check|process|consider|going )?
              into|in|to|through? other? SUBDIRS
flat        : only|just in|at|under|inside current|present|top|first|this|same directory|level (
              only|itself )?
flat        : in|at|on top|first|one level ( only | directory )?
flat        : no-subdirectories|no-subfolders|non-recursive
flat        : top-level|toplevel only?
flat        : only|just here
flat        : in current|this directory only|itself|alone
flat        : directory only|itself|alone
flat.dirs   : immediate|direct|directly|first-level|top-level|first|toplevel ( level )? ( child )?
              SUBDIRS|directory
flat.dirs   : top level directory
flat.under  : directly|immediately|right|located in|under|inside|below|within {dirs}
depth.max   : ( at most | maximum | max | up to | ( no|not ) ( more|deeper ) than | to | of |
              maximum of | for | only )* {count} level ( deep|down|below|depth|under|in | of depth
              | of subdirectories | of directory )*
depth.max   : ( with|to|at|up )* maximum|max depth of? {count} ( level )?
depth.max   : ( with|to|at|up )+ depth of? {count} ( level )?
depth.max   : maximum {count} level ( deep|down|below|in )?
depth.max   : maxdepth|max-depth of? {count}
depth.max   : no|not deeper than {count} level?
depth.and   : and {count} level below|down|deep|under|deeper
depth.max   : not ( find|descend|go|look|recurse )* beyond|below|deeper|past|further than? {count}
              level
depth.min   : ( at least | minimum | min | atleast )+ {count} level ( deep|down|below )?
depth.min   : ( with|at )? minimum|min depth of? {count}
depth.min   : mindepth|min-depth of? {count}
depth.min   : deeper than {count} level?
depth.is    : at|of|on depth|level exactly? {count}
depth.is    : exactly {count} level ( deep|down|below )?
depth.range : between|from depth|level? {count:a} and|to|- depth|level? {count:b} level? (
              deep|down )?
OTHERFS = ( other|different|another|mounted|remote )* ( filesystem|partition|device|disk ) | (
              other|different|another )* file system | ( other|different )? mount point
xdev        : ( without|not|never )? ( cross|descend|traverse|go|span|leave|travers|follow )? (
              into|to|on|in )? OTHERFS boundary?
xdev        : only? on|in|within same|this|one|single filesystem|device|partition
xdev        : only? on|in|within same|this|one|single file system
xdev        : stay|remain on|in|within same|this|one filesystem|device|partition
xdev        : stay|remain on|in|within same|this|one file system
xdev        : ignore|exclude|without removable|other|mounted media|filesystem|device ( such as
              cdrom floppy etc )?
follow      : {neg}? follow|dereference|resolve|following|through symlink|link
follow      : {neg}? follow|dereference|resolve symbolic|soft link
SEARCHING = (
              those|file|anything|everything|search|find|look|present|path|result|content|one|occur|traverse|them
              )
not.in      : EXCEPT|not SEARCHING* in|under|inside|within|below|from|of|at|into|located
              path|SUBDIRS? {dirs} ( path )?
not.in      : EXCEPT|not SEARCHING* {dirs} directory ( tree | name )?
not.in      : EXCEPT|not SEARCHING* directory|path ( tree )? ( name|call|like )? {dirs}
not.in      : EXCEPT|not ( descend|go|find|look|enter|recurse|traverse|step|check|consider )+
              into|in|inside|through? directory|path? ( name|call|match )? {dirs}
not.in      : without descending|going|searching|looking|entering|recursing|traversing
              into|in|inside|through? directory|path? ( name|call|match )? {dirs}
not.dirs    : EXCEPT|not SEARCHING* ( in|under )? directory name|call|match|like {names}
not.name    : EXCEPT SEARCHING? file|filename|name|pattern|entry? ( name|call|match|like | of form
              | with name | with pattern )* {names} file?
not.kind    : EXCEPT|not|non|no SEARCHING? {kinds} file|one|extension?
not.kind    : EXCEPT SEARCHING? file? with|have|end|ending in|with|extension? {exts} extension?
not.kind    : without|no {exts} extension|suffix
not.path    : EXCEPT|not SEARCHING? ( in|under )? file? ( with|have|in )? path|pathname|directory
              match|contain|like|pattern|name? pattern? {names}
not.path    : EXCEPT SEARCHING? file? with|have|contain STRING? {names} in path|pathname
not.path    : EXCEPT directory? match|matching pattern? {names}
"""

CONTENT = """
NEEDLE = ( exact|literal|following )? ( STRING ) {term:text} | ( STRING )? {needle:text}
content     : {neg}? contain|mention {term:text}
content     : {neg}? contain|include|have|mention|contains ( at least one | occurrence of |
              instance of | line with | line contain | line match | pattern match | reference to
              )? NEEDLE ( ( somewhere|anywhere )? ( in|inside|within ) ( it|them|content|text|file
              ) )?
content     : {neg}? with ( line|content|text )? contain|match? ( exact )? STRING {term:text} ( (
              in|inside|within ) ( it|them|content|text ) )?
content     : {neg}? with {quoted:text} ( ( in|inside|within ) ( it|them|content|text ) )
content     : ( with )? content|line|text {neg}? contain|match|include|have|with NEEDLE
content     : {neg}? match|matching regex|regexp {text} in content|it|them
content     : {neg}? match|matching regular expression {text} in content|it|them
content.at  : ( for )? ( contain|with|have )? ( STRING|file )? line? start|beginning with
              {needle:start}
content.at  : ( for )? ( contain|with|have )? line end|ending with|in {needle:end}
content     : for line match|with|have NEEDLE
content     : for file|line|those contain|include NEEDLE
content     : for ( occurrence of )? STRING {term:text}
content     : for ( occurrence of | instance of | appearance of | use of | usage of | reference to
              ) STRING? {needle:text}
for.text    : for {needle:text}
REGEX = regex|regexp | regular expression
glines      : ( AND )? ( SHOW|count|calculate )? number of line ( in them | of them )?
              contain|match|with|have STRING|regex|pattern? ( regular expression )? {needle:text}
              ( in them | of them )?
glines.at   : ( AND )? ( SHOW|count|calculate )? number of line ( in them | of them )?
              start|beginning with STRING? {needle:text}
glines      : ( AND )? count line ( in them | of them )? contain|match|with|have ( STRING | REGEX
              )? {needle:text} ( in them | of them )?
glines      : ( AND )? ( SHOW|count|calculate )? number of occurrence|match|occurrences of STRING?
              {needle:text}
FILES = ( regular|normal )? ( {kinds} )? ( file|script|source ) | {kinds} source|script|code? file?
grep        : find|grep|look|list ( for )? ( line|occurrence|instance|match|reference|use )? (
              of|contain|match|with|for|have|to )* STRING? {quoted:text}
              in|inside|within|through|across|among|from|on|throughout ( content of | contents of
              )? FILES
grep        : find|grep|look|list ( for )? ( line|occurrence|instance|match )? (
              of|contain|match|with|for|have )* STRING {term:text}
              in|inside|within|through|across|among|from|throughout ( content of )? FILES
grep        : find|grep|look ( for )? regex|regexp|regular expression? {text}
              in|inside|within|through|across|among ( content of )? FILES
grep        : find|grep|look ( for )? {quoted:text} in|inside|within|through|across file? (
              name|call | with name )? {quoted_names:names} file?
grep        : grep ( for )? STRING? {text}
grep        : find|list line ( contain|match|with|have|include|that )+ STRING? {needle:text}
              in|of|from|inside|within|across FILES
whole       : whole|complete|entire word ( only|match )?
whole       : ( as|match ) whole|complete|entire word ( only )?
lineno      : ( AND )? ( with|show|list|include | prefixed by | preceded by )* line number ( of
              match | for each match | for match | of each match | of it )?
matches     : ( AND )? ( SHOW ) ( matching|matched|found|corresponding|match ) line
matches     : ( AND )? ( SHOW ) ( file )? NAME and|with ( matching|matched|match )? line
matches     : and list line
names.only  : ( AND )? ( SHOW ) only? NAME of matching|match|matched file
names.only  : and SHOW only NAME ( of them | of file )?
"""

ACTIONS = """
act.find    : ( AND )?
              SHOW|look|identify|check|fetch|discover|tell|determine|scan|query|spot|display|dispaly|diplay|lists|collect|gather|select|pick|write
              ( out|for|up|through|all|me|on|to )*
act.find    : ( AND )? ( save|write|store|put|dump|output|log )
              list|name|path|result|listing|output ( of )? ( found )?
act.find    : find and|then list|report|display|echo ( THEM )?
act.find    : ( AND )? ( SHOW|make|output ) ( out|me )? complete|full|null|sorted?
              list|filename|path|pathname|listing|name|names ( of|for )
act.find    : ( AND )? ( SHOW|make|output ) ( out|me )? full|complete|relative|file|their?
              path|pathname|name ( name )? ( of|for )
act.find    : what|which|where
act.find    : ( AND )? list ( out )? THEM ( to standard output | on standard output | on screen |
              to screen | to console | to stdout | on terminal )?
act.find    : ( AND )? list ( out )? full|complete|relative|matching? path|pathname|name|filename
              ( name )? ( to standard output | on screen | to screen | to stdout | of them | to
              console )?
act.find    : ( to )? standard output
act.find    : print|display on screen|terminal
act.find    : exist
act.count   : ( AND )? count ( up | how many )? ( THEM )? ( number|total|amount )? ( of )?
act.count   : ( AND )? ( SHOW|calculate|compute|determine|check|tell|display|know )? ( total )?
              number|count|amount|quantity ( of )?
act.count   : how many
act.count   : ( AND )? ( SHOW ) ( only )? count|number|total
act.delete  : ( AND )? ( forcefully|forcibly|force|recursive|safely|permanently|quietly|silently
              )? delete|rm|purge|unlink ( forcefully|forcibly|recursive|permanently )? ( THEM )? (
              recursive|forcefully )?
act.delete  : ( AND )? get rid of ( THEM )?
act.delete  : clean up? ( THEM )?
LONG = long|detailed|verbose|extended
DETAIL = detail|information|attribute|property|metadata|stats|description
act.long    : ( AND )? ( SHOW|make|do|provide|display|see )? LONG
              list|format|detail|information|form|output|listing|description|listings ( format )?
              ( OF )? ( THEM )?
act.long    : ( AND )? list ( THEM )? in|with|using LONG|ls|same list? (
              format|listing|detail|form|output|style )?
act.long    : ( AND )? ( SHOW|provide ) ( file|full|complete|some|more|same )? DETAIL ( OF )? (
              THEM )?
act.long    : ( AND )? ( with|include ) ( full|more|file )? DETAIL
act.long    : ( AND )? list in? detail
act.ls      : ( AND )? ( perform|run|execute|do|use|call|invoke )? ls ( -l|-la|-ld|-al|-lh|-dils
              )? command? ( on|for|of ) THEM
act.ls      : ( in|with|using )? ls ( -l|-la|-ld|-dils ) ( format|style|output|listing )?
act.sizes   : ( AND )? ( SHOW )? ( name and | path and )? ( human-readable|file|disk )? size|sizes
              ( and NAME )? ( in byte )? ( OF )? ( THEM )?
act.sizes   : ( AND )? ( along|together )? with|including|and|include ( their )? ( file|disk )?
              size ( in byte | in human-readable form )?
act.sizes   : ( AND )? ( SHOW )? disk usage|use|space ( used by | of|for )? ( THEM )?
act.total   : ( AND )? ( SHOW|calculate|compute|sum|add|determine|count|display|check )? ( up )? (
              total|combined|overall|cumulative|summed|sum ) ( of )? file?
              size|space|byte|usage|storage ( used by | taken by | occupied by | used )? ( in byte
              )? ( OF )? ( THEM )?
act.total   : ( AND )? ( SHOW|calculate|compute|determine )? total disk usage|space|use ( OF )? (
              THEM )?
act.total   : ( sum|add ) ( up )? size ( of )?
act.base    : ( AND )? ( SHOW|with )? ( only )? their? ( base )? NAME ( only | ( without|not )
              leading|full? ( path|directory ) ( name|part )? )
act.base    : ( AND )? ( SHOW )? only ( base )? NAME ( OF )? ( THEM )?
act.base    : ( AND )? ( SHOW ) basename|=filename|=filenames ( OF )? ( THEM )?
act.base    : without|no|strip|omit|remove leading|full? path ( name|part|component|prefix )?
act.base    : without|no|strip|omit|remove leading? directory name|part|component|prefix|path
act.dirs    : ( SHOW )? ( unique|distinct|parent )* directory ( name|path )?
              contain|have|hold|with|of ( at least one | one or more )? {kinds:kinds}
              file|script|source? ( ( in|inside ) ( it|them ) )?
act.dirs    : ( SHOW )? ( unique|distinct|parent )* directory ( name|path )? where|in which
              {kinds:kinds} file ( exist|present|found|reside|located )?
act.dirs    : ( SHOW )? ( unique|distinct|parent )* directory ( name|path )?
              contain|have|hold|with file? ( name|call )? {quoted_names:names} file?
act.dirs    : ( AND )? ( SHOW ) only? directory NAME? in|where {kinds}? file? (
              present|found|located|reside )
act.dirs    : ( AND )? ( SHOW )? ( unique|distinct ) directory|path ( name|path )? ( of|for )?
act.dirs    : ( AND )? ( SHOW ) ( parent|containing ) directory ( name|path )? ( of|for )? ( THEM )?
act.abs     : ( AND )? ( with|SHOW|by )? ( full|absolute|complete ) path|pathname|filename ( name
              )? ( OF )? ( THEM )?
act.cat     : ( AND )? ( list|get|see|concatenate|cat|read|display|dump )? content|contents (
              of|in ) ( THEM )?
act.cat     : ( AND )? ( list|get|see|concatenate|cat|read|display|dump ) ( their )?
              content|contents ( THEM )?
act.cat     : ( AND )? concatenate|cat|concatenating ( THEM )? ( together )?
act.lines   : ( AND )? ( SHOW|count|calculate|display )? ( total )? ( number of | count of |
              amount of )? line ( count|number )? ( in|of|for ) ( all|each )? ( THEM )?
act.lines   : ( AND )? count ( number of )? ( total )? line ( of code )? ( in|of|for )? ( THEM )?
act.lines   : ( AND )? ( SHOW|calculate|display )? line count|counts ( in|of|for )? ( THEM )?
act.loc     : ( SHOW|count|calculate|compute|sum ) ( total|sum|overall ) ( of )? ( number of )?
              line ( count|number | of code )? ( in|of )? ( THEM )?
act.loc     : ( SHOW|count|calculate|compute )? ( total ) number of line ( of code )? ( in|of )? (
              THEM )?
act.words   : ( AND )? ( SHOW|count|calculate )? number of word ( in|of )? ( THEM )?
act.words   : ( AND )? count word ( in|of )? ( THEM )?
act.head    : ( AND )? ( SHOW|view|extract|see )? ( only )? first|top {count} line ( OF )? ( THEM )?
act.head1   : ( AND )? ( SHOW|view|extract|see )? ( only )? first line ( OF )? ( THEM )?
act.tail    : ( AND )? ( SHOW|view|extract|see )? ( only )? last|bottom {count} line ( OF )? (
              THEM )?
act.tail1   : ( AND )? ( SHOW|view|extract|see )? ( only )? last line ( OF )? ( THEM )?
COMPUTE = ( calculate|compute|determine|create|run|execute|do|display|make )
act.md5     : ( AND )? ( SHOW|COMPUTE )? md5|md5sum|md5-sum|md5sums ( sum|checksum|hash|command )?
              ( of|for|on|against ) ( THEM )?
act.md5     : ( AND )? ( SHOW|COMPUTE ) ( their )? md5|md5sum|md5sums ( sum|checksum|hash )?
act.sha     : ( AND )? ( SHOW|COMPUTE )? {sha} ( sum|checksum|hash )? ( OF )? ( THEM )?
act.type    : ( AND )? ( SHOW|COMPUTE )? file? type ( information|description )? ( of|for ) ( THEM
              )?
act.type    : ( AND )? ( SHOW|COMPUTE ) ( their )? file type
act.stat    : ( AND )? ( SHOW ) file? status|stat ( information )? ( OF )? ( THEM )?
act.mtimes  : ( AND )? ( along|together )? ( SHOW|with|include|including ) last?
              modification|modified|change TIMED ( OF )? ( THEM )?
act.perms   : ( AND )? ( SHOW|with|include ) ( octal )? permission ( OF )? ( THEM )?
act.owners  : ( AND )? ( SHOW|with|include ) owner|owners|ownership ( OF )? ( THEM )?
act.inodes  : ( AND )? ( SHOW|with|include ) inode|inodes number|numbers? ( OF )? ( THEM )?
SET = ( change|set|modify|update|make|give|fix|adjust|assign|apply|reset|convert )
act.chmod2  : ( AND )? SET ( THEM )? PERM? ( to|as )? {mode} PERM|mode? ( to|on|for|of|access )* (
              THEM )?
act.chmod2  : ( AND )? SET PERM ( OF )? ( THEM )? ( to|as|with ) {mode} ( OF|to )? ( THEM )?
act.chmod2  : ( AND )? use chmod command? to? SET PERM? ( to|as )? {mode}
act.chmod2  : ( AND )? chmod ( THEM )? ( to|with|as )? {mode} ( on|for|to )? ( THEM )?
act.chmod   : ( AND )? SET ( their|access|file )* PERM ( OF|to )? ( THEM )?
act.chmod   : ( AND )? chmod ( THEM | recursive )?
MAY = read|write|execute|executable|readable|writable|run
act.modes   : ( AND )? SET|grant|add|allow|remove|revoke|delete|take|clear|unset|deny
              {rights:rights} PERM|access|bit|privilege ( OF|to|from|away )? {who:who}? (
              OF|to|from )? ( THEM )?
act.mkexec  : ( AND )? make ( THEM )? executable
act.chown   : ( AND )? SET ( their|file|user )* owner|ownership|owners|user ( OF )? ( THEM )?
act.chown   : ( AND )? chown ( THEM )?
act.chowng  : ( AND )? SET owner|ownership|user and group ( owner|ownership )? ( OF )? ( THEM )?
act.chgrp   : ( AND )? SET group ( owner|ownership | of owner )? ( OF )? ( THEM )?
act.chgrp   : ( AND )? chgrp ( THEM )?
act.copy    : ( AND )? ( recursive )? copy|backup ( recursive )? ( THEM )? ( recursive )?
act.copy    : ( AND )? back up ( THEM )?
act.move    : ( AND )? move|transfer ( THEM )?
act.gzip    : ( AND )? compress|gzip ( each|individually|separately )* ( THEM )? (
              individually|separately )? ( with gzip | using gzip | by gzip | to gzip )?
act.bzip2   : ( AND )? bzip2 ( THEM )?
act.bzip2   : ( AND )? compress ( THEM )? with|using|by|to bzip2 ( THEM )?
act.gunzip  : ( AND )? decompress|uncompress|gunzip ( THEM )?
act.tar     : ( AND )? (
              create|make|build|archive|tar|add|put|pack|package|collect|bundle|write|save|store )
              ( THEM )? ( up|into|in|to|as|using )* ( compressed|gzipped|gzip|bzip2 )*
              tar|tar.gz|tgz|tarball|archive|tar.bz2 ( archive|file|ball )? ( name|call )? (
              of|from|contain|with|for )?
act.tar     : ( AND )? archive|tar ( THEM )? ( up )?
act.tar     : ( AND )? ( create|make|build|write ) ( compressed|gzipped|gzip|tar|zip|new )*
              ( archive|tarball|file )? ( name|call )? {archive:out} ( of|from|contain|with )?
act.tar     : ( AND )? ( create|make|build|write ) {archive:out}
act.unzip   : ( AND )? unzip|extract ( THEM )?
act.untar   : ( AND )? untar|extract ( THEM )?
act.zip     : ( AND )? ( create|make|build ) zip archive|file? ( of|from|contain|with )?
act.zip     : ( AND )? zip ( THEM )? ( up )?
act.touch   : ( AND )? touch|update ( timestamp | modification time | access time | access and
              modification time )? ( OF )? ( THEM )?
ONTHEM = on|with|for|against|over|in|to|using|as|at
act.exec    : ( AND )? ( run|execute|invoke|perform|call|apply|use|start ) (
              command|script|program )? {quoted:cmd} ( command|script|program )? ( ONTHEM )? (
              each|one )? ( THEM )? ( as argument | as parameter )?
act.exec    : ( AND )? ( run|execute|invoke ) ( command|script|program )? {command:cmd} (
              command|script|program )? ( ONTHEM ) ( each|one )? ( THEM )?
act.chext   : ( AND )? ( change|rename ) ( their|file )? extension ( OF )? ( THEM )? ( from
              {exts:from} )? ( to {exts:to} )
act.sed     : ( AND )? ( replace|change ) (
              occurrence|occurence|instance|match|word|string|text|appearance|occurences )* ( of
              )? STRING? {value:old} with|by|to|into|for STRING? {value:new} ( in place | in-place
              )? ( ( in|inside|within ) ( content of )? )?
act.sed     : ( AND )? replace ( occurrence|occurence|instance|match )* ( of )? STRING?
              {value:old} with|by STRING? {value:new} ( in place | in-place )?
act.set     : ( AND )? SET ( THEM )?
to.owner    : to|as user? {user:user} and group? {user:group}
to.owner    : to user {user:user} ( and )? group {user:group}
to.mode     : ( to|as|of|with ) ( PERM|octal )? {mode}
to.user     : to|as user|group|owner ( with id | name | call | with name )? {user}
to          : to|into|onto|in|under ( directory|path|folder ) ( name|call )? {dir}
to          : to|into|onto {dir}
to.name     : ( to|into|as|named|called | in file | into file | to file | in archive | to archive
              | into archive | as file | with name | to tar archive | in tar archive | into tar
              file ) ( name|call )? {path}
parents     : preserve|keep|maintain|with|retain ( parent|directory|relative|full|folder|original
              )* directory|structure|path|hierarchy|tree|structures ( structure|hierarchy )?
confirm     : ( with|after|ask|prompt|require|request|upon|and )* ( for )? user|users?
              confirmation|prompting|approval ( before|for|on|from|of )* (
              delete|user|deletion|it|them|deleting|removing|each|file|one|removal|execution )*
confirm     : interactive|interactively
confirm     : ask|prompt ( user|me )? ( for confirmation )? before (
              delete|remove|it|them|deleting|removing|each|file|one|removal )*
confirm     : prompt|prompting (
              user|before|for|on|each|deletion|every|removal|deleting|removing|delete|it )*
force       : without|no|not prompt|prompting|confirmation|asking ( for )? ( confirmation )?
force       : forcefully|forcibly|force|safely
"""

OUTPUT = """
FILE = ( output|text|log )? file ( name|call )?
sink.out    : ( AND )? (
              save|write|store|redirect|output|send|put|dump|place|list|log|record|print ) (
              output|result|list|listing|path|name|filename|pathname|them|it|this|all | file list
              | full path )* ( of|found|file|command )* ( to|in|into|on|as ) FILE? {file:out}
sink.out    : ( to|into|in ) FILE {path:out}
sink.out    : ( to|into|in ) {path:out} file
sink.out    : ( to|into ) {filename:out}
sink.out    : output to {path:out}
sink.append : ( AND )? ( append|add ) ( output|result|list|listing|path|name|filename|them|it|this
              )* ( to|in|into ) ( end of )? FILE? {path:out}
sink.err    : ( AND )? (
              discard|ignore|suppress|hide|omit|without|redirect|send|not|no|skip|exclude|filter|silence
              ) ( out|list|show )? ( error|stderr|warning | permission denied | standard error )+
              ( message|output|stream|error )* ( to /dev/null )?
sink.errfile: ( AND )? ( save|write|redirect|send|store|log ) ( error|stderr | standard error )+ (
              message|output )? ( to|in|into ) FILE? {path:err}
NULL = null|zero|nul|\\0|null-character
null        : ( with|using|by|and )? NULL character|byte?
              separate|delimit|terminate|separator|delimiter|terminated|separated (
              output|list|name )?
null        : ( separated|delimited|terminated|ended|followed|end|separate|delimit|terminate ) (
              by|with ) ( ascii )? NULL ( character|byte )?
null        : ( with|using|use ) ( ascii )? NULL ( character|byte )? ( as )? (
              delimiter|separator|terminator | at end | instead of newline )?
null        : null-separated|null-terminated|null-delimited|zero-terminated|nul-terminated|null-byte
sep.comma   : ( separated|delimited|joined ) ( by|with ) comma
sep.comma   : comma|comma-separated separated|delimited?
sep.space   : ( separated|delimited|joined ) ( by|with ) single? space
sep.newline : ( separated|delimited|one ) ( by|per|with|on|in|as )* newline|line
sep.newline : one per line
sep.newline : ( each )? on ( separate|new|own|its|a )? line
SORT = ( AND )? ( sort|order|arrange|rank|list|sorting|ordering|sorted|ordered )? (
              THEM|file|list|output|result|found )? ( by|on|according|based|in order of )*
BYWHICH = ( their|file|its|last )
sort.size   : ( AND )? sort|order|arrange|rank ( THEM|file|list|output|result )?
              by|on|according|based to|on? BYWHICH* size ( in byte )? {order}?
sort.sized  : ( AND )? largest|biggest ( one|file )? first
sort.sizea  : ( AND )? smallest ( one|file )? first
sort.sizea  : in? ascending|increasing order of|by file? size
sort.sized  : in? descending|decreasing|reverse order of|by file? size
sort.size   : in order of file? size
sort.size   : by file? size {order}?
sort.timew  : ( AND )? sort|order|arrange ( THEM|file|list|output|result )?
              by|on|according|based|in|chronologically to|on|order|of? BYWHICH* (
              modification|modified|change|update|time|date|mtime|age|chronological )+ (
              modified|time|date|order|modification|timestamp|of )* {order}?
sort.timew  : in? chronological order
sort.timew  : by modification|date|time|age time|date? {order}?
sort.timed  : ( AND )? newest|latest|most recent|recently? modified? ( one|file )? first|top
sort.timea  : ( AND )? oldest|least recent|recently? modified? ( one|file )? first
sort.name   : ( AND )? sort|order|arrange ( THEM|file|list|output|result|found )? (
              by|on|in|according|based )? to|on|order? BYWHICH* (
              name|filename|alphabetical|path|pathname|lexical )? ( order )? {order}?
sort.name   : in alphabetical|sorted|lexicographic|sort order? {order}?
sort.name   : alphabetical
sort.rname  : reverse|reversely sort|alphabetical|order? list? ( by|of )? name?
reverse     : in? reverse|descending|decreasing|opposite order?
ascend      : in? ascending|increasing order?
unique      : ( AND )? unique|deduplicated|distinct
unique      : without|remove|no duplicate
NTH = ( top|first|only|last )
noise       : specific|instance
allbut      : ( all|everything|file )* ( but|except|excluding ) ( for )? {count} newest|latest (
              file )?
allbut      : ( all|everything|file )* ( but|except|excluding ) ( for )? {count} most
              recent|recently ( modified|created )? ( file )?
allbut      : ( all|everything|file )* ( but|except|excluding ) ( for )? newest|latest {count} (
              file )?
top.size    : NTH* {count} largest|large|heaviest
top.size    : largest {count}
top.size1   : largest|heaviest
top.sizea   : NTH* {count} smallest|small
top.sizea   : smallest {count}
top.sizea1  : smallest
top.new     : NTH* {count} newest|latest|recent
top.new     : NTH* {count} most|last recent|recently? modified|changed|updated|edited|recent?
top.new     : last {count} modified|changed
top.new     : newest {count}
top.new1    : newest
top.new1    : most|last recent|recently? modified|changed|updated|edited|recent
top.old     : NTH* {count} oldest
top.old     : NTH* {count} least recent|recently modified|changed?
top.old1    : oldest
top.old1    : least recent|recently modified
top.acc     : NTH* {count} most|last recent|recently? accessed
top.acc1    : most|last recent|recently? accessed
top.first   : ( AND )? ( SHOW )? only? first|top {count} (
              result|file|match|one|directory|entry|line | of them | line of output )?
top.first   : stop|quit|exit|limit after|to|at? first? {count} ( match|result|file|line )?
top.first   : {count} file|directory|entry only
top.firstone: ( AND )? ( SHOW )? only? first match|result|file|one|found|occurrence
top.firstone: ( AND )? stop|quit|exit after|at|upon|on finding? first|one match|result|file|one?
top.last    : ( AND )? ( SHOW )? only? last {count} ( result|file|match|one|line | of them | line
              of output )
human       : ( in )? human-readable ( form|format|size|unit )?
human       : ( in )? human readable|friendly ( form|format|size|unit )?
not         : not|no|without|never|non|lacking|lack
either      : either|both
noise       : also
noise       : as well
noise       : if any|found|they|it exist|exists?
"""
