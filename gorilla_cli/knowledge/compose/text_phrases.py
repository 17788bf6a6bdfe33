"""The phrases in which people ask for parts and changes of text files.

Invariant: data only, in the table form of `grammar`; what a tag means is decided in
`text`.
"""

from __future__ import annotations

MACROS = """
AND = and then | and|then|&
SHOW =
              list|give|get|report|find|return|produce|see|obtain|echo|retrieve|extract|select|display|view|read|cat|take|keep|grab|filter|write|show|prints
OF = of|in|from|for|inside|within|on
CONTENT = content|contents|text | file content
EACH = ( of|in|from|on )? ( each|every|all|per ) ( line|row )
DELIM =
              comma|tab|colon|semicolon|pipe|space|whitespace|dash|hyphen|dot|slash|underscore|equal|blank|period
STRING =
              word|string|substring|text|phrase|pattern|keyword|character|term|letter|regex|regexp|expression|literal|number
              | regular expression | literal string | extended regex | fixed string
MATCHING = contain|match|include|mention
"""

SOURCE = """
src         : ( OF ) ( compressed|gzipped|text|csv|log )? file ( name|call )? {files}
src         : ( OF ) ( compressed|gzipped )? {files} ( file )?
src         : ( CONTENT ) ( OF )? ( compressed|gzipped|file )* {files} file?
src         : ( file|files|input|csv|log )+ {files!}
src         : {files} file
src.kinds   : ( OF ) ( all|each )? {kinds} file ( in current directory )?
src         : {files}
src.cmd     : ( of|from|in|on ) ( output|result ) of|from ( command )? {quoted:cmd} ( command )?
src.cmd     : ( output|result ) of|from ( command )? {quoted:cmd} ( command )?
src.stdin   : ( of|in|from|on )? standard input|input
src.stdin   : ( of|in|from|on )? stdin
src.dirs    : ( of|in|from|inside|within ) all? file|files? in|under {dirs} ( recursive )?
decompress  : decompress|uncompress|decompressed|uncompressed|unzip|gunzip|extract
decompress  : compressed|gzipped ( file )?
"""

LINES = """
head        : ( AND )? ( SHOW )? ( only )? ( first|top|initial|beginning ) {count}
              line|row|entry|item|result|record|number ( of output | of result )?
head        : ( AND )? ( SHOW )? ( only )? ( top|first ) {count}
head        : {count} line|row from|at start|top|beginning
head        : limit ( output )? to? first? {count} line|row|result
head1       : ( AND )? ( SHOW )? ( only )? first|top|header|heading line|row
head1       : ( AND )? ( SHOW )? ( only )? header
headc       : ( AND )? ( SHOW )? ( only )? first {size}
headc       : ( AND )? ( SHOW )? ( only )? first {count} character|byte
tail        : ( AND )? ( SHOW )? ( only )? ( last|bottom|final|end ) {count}
              line|row|entry|item|result|record
tail        : ( AND )? ( SHOW )? ( only )? ( last|bottom ) {count}
tail1       : ( AND )? ( SHOW )? ( only )? last|final|bottom line|row|record
tailc       : ( AND )? ( SHOW )? ( only )? last {size}
tailc       : ( AND )? ( SHOW )? ( only )? last {count} character|byte
follow      : ( AND )? ( follow|keep|continue|monitor|watch ) (
              it|follow|watch|list|update|new|line|output|file|on|as|when|they )* ( real time |
              grows | grow | added | appended | updated | continuously | growth | written | arrive
              | appear )?
follow      : ( AND )? ( list )? ( out )? ( any )? additional|new data|line|content|output (
              appended|added|written ) to file|it
follow      : as it|they grow|change|arrive
follow      : in real time
follow      : continuously
follow      : real-time
butlast     : ( all|everything|line ) ( but|except|excluding|without ) last {count} line|row?
butlast     : ( but|except|exclude|without|skip|delete|omit|ignore|not ) ( for )? last {count}
              line|row
butlast1    : ( all|everything|line )? ( but|except|exclude|without|skip|delete|omit|ignore ) (
              for )? last line|row
butfirst    : ( all|everything|line ) ( but|except|excluding|without ) first {count} line|row?
butfirst    : ( but|except|exclude|without|skip|delete|omit|ignore|not ) ( for )? first {count}
              line|row
butfirst1   : ( all|everything|line )? ( but|except|exclude|without|skip|delete|omit|ignore ) (
              for )? first|header|heading|title line|row
butfirst1   : ( except|exclude|without|skip|delete|omit|ignore ) header|heading
butfirst1   : ( but|except|exclude|skip ) ( for )? first ( one )?
butlast1    : ( but|except|exclude|skip ) ( for )? last ( one )?
fromline    : ( start|beginning ) ( at|from|with )? line ( number )? {count}
fromline    : ( start|beginning ) ( at|from|with ) {ordinal} line
fromline    : from line ( number )? {count} ( ( to|until ) end ( of file )? | on|onward|onwards )
fromline    : from {ordinal} line ( ( to|until ) end ( of file )? | on|onward|onwards )
fromline    : line|row ( number )? {count} and|to|until|through|onward
              onward|onwards|on|end|after|last ( of file | line )?
toline      : ( up to | until | up until ) line ( number )? {count}
range       : ( from|between )? line|row ( number )? {count:a} to|through|until|-|and|till (
              line|row )? ( number )? {count:b}
range       : ( from|between ) {ordinal:a} ( line )? to|through|until|and|till {ordinal:b} line|row
range       : line|row range {count:a} to|-|and|through {count:b}
rangedash   : line|row ( number )? {span}
lines       : line|row ( number )? {counts}
line        : line|row ( number )? {count}
line        : {ordinal} line|row
line        : line|row number {count}
everynth    : every {ordinal} line|row
everynth    : every {count} line|row
odd         : odd ( numbered )? line|row
even        : even ( numbered )? line|row
odd         : odd-numbered line|row
even        : even-numbered line|row
everyother  : every other|second line|row
random      : ( {count} )? random line|row
random      : random|randomly {count} line
shuffle     : ( AND )? shuffle|randomize ( order of )? ( line )? ( random|randomly )?
shuffle     : in? random order
between.pat : ( everything|text|line|all|section )* between {quoted:a} and {quoted:b}
after.pat   : ( everything|line|all )+ after ( line )? ( MATCHING )? {quoted:a}
numbered    : ( AND )? ( with|add|show|prefix|include|list|prepend|number )* line number (
              to|of|on|each|line )*
numbered    : ( AND )? number ( all )? ( non-blank|non-empty|nonempty )? line ( of )?
numbered    : ( AND )? with line numbered
numbered    : line numbered
numbered    : ( AND )? number ( output | the output | each line )
"""

MATCH = """
LINE = line|row|entry|record|text|everything|string|word|match|occurrence|instance|paragraph|log
grep        : ( SHOW )? ( only )? LINE ( in {files:files} | of {files:files} | from {files:files}
              )? ( MATCHING )+ ( exact )? ( STRING )? {terms:texts} ( STRING )?
grep        : ( SHOW )? ( only )? LINE ( in {files:files} | of {files:files} | from {files:files}
              )? ( with|have )+ ( STRING )? {quoted_names:texts}
grep        : ( SHOW )? ( only )? LINE ( in {files:files} | of {files:files} | from {files:files}
              )? ( with|have )+ STRING {terms:texts}
grep        : ( find|grep|look ) ( for )? ( LINE )? ( of|with )? ( STRING )? {quoted:texts}
grep        : ( find|grep|look ) ( for )? ( LINE )? ( of|with )? ( STRING )? {needle:texts} ( OF )
grep        : for ( LINE )? ( MATCHING )? ( STRING )? {needles:texts}
grep        : grep ( for )? ( STRING )? {needles:texts}
grep        : {needles:texts} LINE
grep        : ( MATCHING ) ( either | any of )? ( STRING )? {needles:texts}
grep.and    : ( LINE )? ( MATCHING )+ both? ( STRING )? {needle:a} and ( also )? ( MATCHING )? (
              STRING )? {needle:b}
grep.not    : ( SHOW )? ( only )? LINE ( not|no|without|never )+ ( MATCHING )* ( STRING )?
              {terms:texts}
grep.not    : but|and ( not|no|without|never )+ ( MATCHING )* ( any|either )? ( STRING )?
              {terms:texts}
grep.not    : ( not|no|without|never )+ ( MATCHING )* ( any|either )? ( STRING )? {needles:texts}
grep.not    : ( except|exclude|excluding|ignore|filter|skip|omit|without|but ) ( out|for|those|one
              )* ( LINE )? ( MATCHING )? ( STRING )? {needles:texts}
grep.not    : ( SHOW )? ( only )? LINE ( in {files:files} | of {files:files} | from {files:files}
              ) ( not|no|without|never )+ ( MATCHING )+ ( STRING )? {terms:texts}
show        : ( SHOW )? ( all|every )* line
grep.not    : filter ( out )? LINE ( MATCHING )+ ( STRING )? {needles:texts}
grep.del    : delete ( LINE )+ ( in {files:files} | from {files:files} )? ( MATCHING )+ ( STRING
              )? {terms:texts}
grep.start  : ( SHOW )? ( only )? ( LINE )? {neg}? ( start|beginning|begin ) with|by ( STRING )?
              {needles:texts}
grep.end    : ( SHOW )? ( only )? ( LINE )? {neg}? end with|in|by ( STRING )? {needles:texts}
grep.dstart : ( delete|exclude|ignore|skip|omit|without ) LINE ( start|beginning ) with ( STRING
              )? {needles:texts}
grep.dend   : ( delete|exclude|ignore|skip|omit|without ) LINE end with|in ( STRING )?
              {needles:texts}
grep.whole  : whole|entire|complete word ( only|match )?
grep.whole  : ( as|match ) whole|entire|complete word ( only )?
grep.wline  : ( match|equal ) whole|entire|complete line
grep.only   : ( only )? ( matching|matched|matches|match ) ( part|portion|text|string ) ( only |
              of line )?
grep.only   : ( not|without ) whole line
grep.count  : ( AND )? ( SHOW|count )? ( how many | number of )? ( matching|matched|such ) line (
              number|count )?
grep.after  : ( and|with )? {count} line ( of context )? ( after|following|below ) (
              it|each|match|them|that )*
grep.before : ( and|with )? {count} line ( of context )? ( before|preceding|above ) (
              it|each|match|them|that )*
grep.around : ( and|with )? {count} line ( of context )? ( around|context|surrounding | before and
              after | of context | above and below | on either side )+ ( it|each|match|them|that
              )*
grep.around : ( with )? {count} line of context
grep.afterl : ( and )? line|lines after|following ( it|each|match|them|that )*
empty.del   : ( AND )? ( delete|exclude|skip|ignore|omit|without|except|strip|filter|not|no ) (
              out|all )? ( empty|blank )+ ( line|row )
empty.del   : not|non empty|blank line|row
empty.del   : non-empty|non-blank|nonempty|nonblank line|row
empty.show  : empty|blank line|row
comment.del : ( AND )? ( delete|exclude|skip|ignore|omit|without|except|strip|filter ) ( out|all
              )? comment ( line )?
comment.emp : ( AND )? ( delete|exclude|skip|ignore|omit|without|except|strip|filter ) ( out|all
              )? ( comment|empty|blank )+ ( line )? ( and|or ) ( comment|empty|blank )+ ( line )?
icase       : case insensitive|insensitively ( match|search )?
quiet       : quiet
dup.show    : ( SHOW )? ( only )? ( duplicate|duplicated|repeated|repeating )
              line|row|entry|item|value|word|string? ( only )?
dup.show    : ( SHOW )? line|row ( occur|appear|repeat|repeated|duplicated ) ( more than once )?
dup.del     : ( AND )? (
              delete|exclude|skip|ignore|omit|without|discard|eliminate|collapse|filter|strip|no )
              ( out|all|any )? ( duplicate|duplicated|repeated|repeating ) (
              line|row|entry|item|word|value|one )?
dup.del     : ( AND )? ( deduplicate|dedupe|dedup ) ( line )?
dup.del     : ( AND )? ( SHOW )? ( only )? ( unique|distinct ) (
              line|row|entry|item|word|value|string|element|name )? ( only )?
dup.order   : ( while )? ( keep|preserve|maintain|without|not ) (
              change|sort|original|line|changing|sorting )* order ( of line )?
dup.order   : without sort
dup.adj     : ( adjacent|consecutive|successive|neighboring ) (
              duplicate|duplicated|repeated|identical ) ( line )?
dup.adjdel  : ( delete|collapse|discard|exclude ) ( adjacent|consecutive|successive ) (
              duplicate|duplicated|repeated|identical ) ( line )?
dup.once    : ( SHOW )? ( only )? line|row|entry ( occur|appear|found ) ( only|exactly|just )? once
dup.once    : ( non-repeated|non-duplicated|unrepeated ) line
tally       : ( AND )? ( SHOW|count )? ( number|count|frequency|total )? ( of )? (
              occurrence|time|repeat|appearance )+ ( of )? each|every|all ( unique|distinct )? (
              line|row|entry|item|word|value|string|one|them )?
tally       : ( AND )? ( SHOW|count )? ( number|count|frequency ) ( of )? each|every|all (
              unique|distinct )? ( line|row|entry|item|value|string|one )
tally       : ( AND )? count ( each )? ( unique|distinct|duplicate ) ( line|row|entry|item|value
              )? ( with )?
tally       : ( with|and|prefixed|preceded|along|show|by )+ ( their|a | number of )* (
              count|occurrence|frequency|number|occurrences|frequencies ) ( of )? (
              occurrence|each|time|line|occur|appear|duplicate )*
tally       : how many time each ( line|row|item|word|value|entry )? (
              occur|appear|repeated|repeat )?
freq        : ( {count} )? most ( frequent|common|often ) ( occurring|used )? (
              line|row|entry|item|value|string|word )?
freq        : sort|order ( by )? ( frequency|count|occurrence | number of occurrence ) ( {order} )?
freq        : most ( frequent|common ) ( first | ( on|at ) top )
freq.up     : from least frequent|common to most frequent|common
freq.up     : least ( frequent|common ) first
freq.down   : from most frequent|common to least frequent|common
words.each  : ( one )? word per|on? each? line
"""

COLUMNS = """
FIELD = column|field|columns|fields
DELIMITED = separated|delimited|delimiter|separator|split|seperated
col         : ( AND )? ( SHOW )? ( only )? {ordinals:nths} (
              DELIM|comma-separated|tab-separated|colon-separated|space-separated|semicolon-separated|DELIMITED
              )* FIELD ( EACH )?
col         : ( AND )? ( SHOW )? ( only )? FIELD ( number )? {counts}
colspan     : ( AND )? ( SHOW )? ( only )? FIELD ( number )? {count:a} to|through|- {count:b}
colspan     : ( AND )? ( SHOW )? ( only )? FIELD {span}
colspan     : ( AND )? ( SHOW )? ( only )? {ordinal:a} to|through {ordinal:b} FIELD
colfrom     : ( AND )? ( SHOW )? FIELD {count:a} ( ( to|through|until ) ( end|last ) |
              onward|onwards|on )
collast     : ( AND )? ( SHOW )? ( only )? last FIELD|word ( EACH )?
colbutlast  : ( all|every|everything )? ( but|except ) last FIELD|word
colbutfirst : ( all|every|everything )? ( but|except ) first FIELD|word
coldel      : ( AND )? delete|drop|exclude|omit {ordinal} FIELD
coldel      : ( AND )? delete|drop|exclude|omit FIELD {count}
word        : ( SHOW )? {ordinal} word ( EACH )?
chars       : ( SHOW )? ( only )? first {count} character|char|letter|byte ( EACH ( CONTENT )? )
charslast   : ( SHOW )? ( only )? last {count} character|char|letter ( EACH )
charsdel    : delete|strip|drop|trim|remove|skip first {count} character|char|letter ( EACH )?
charsdell   : delete|strip|drop|trim|remove|skip last {count} character|char|letter ( EACH )?
charspan    : ( SHOW )? character|char|column|byte {count:a} to|through|- {count:b} ( EACH )
charspan    : ( SHOW )? character|char {span} ( EACH )?
char1       : ( SHOW )? first character|letter|char ( EACH )
by          : ( DELIMITED|with|by|using|use|on|as|where )* ( DELIMITED ) ( by|is|of|with|at|on|as
              )? {delimiter} ( character|sign|symbol )? ( as )? ( DELIMITED )?
by          : ( with|by|using|use|on|a )+ {delimiter} ( character|sign|symbol )? ( as )? (
              field|column )? ( DELIMITED )
by          : {delimiter} ( DELIMITED )
by          : ( on|by|at ) {delimiter}
by.csv      : csv ( file|data|format )?
by.csv      : comma-separated|comma-delimited
by.tsv      : tsv ( file|data|format )?
by.tsv      : tab-separated|tab-delimited
by.colon    : colon-separated|colon-delimited
by.semi     : semicolon-separated|semicolon-delimited
by.space    : space-separated|space-delimited|whitespace-separated|white-space-separated
by.pipe     : pipe-separated|pipe-delimited
"""

SORTS = """
NUMBER = numerical|numerically|numeric | number | numerical order | numeric order | numeric value
              | numerical value
sort        : ( AND )? ( sort|order|arrange ) (
              line|CONTENT|file|it|them|result|output|number|word )* ( OF )?
sort        : ( SHOW )? ( sorted|ordered ) ( CONTENT|line|version|list|output )* ( OF )?
sort        : ( AND )? sorted
sort.by     : ( AND )? ( sort|order|arrange|sorted|ordered )? (
              line|file|it|them|result|output|number )* ( by|on|according|based|using )+ (
              to|on|value|of )* {ordinal} FIELD|key|word ( of )? ( line )?
sort.by     : ( AND )? ( sort|order|arrange|sorted|ordered )? (
              line|file|it|them|result|output|number )* ( by|on|according|based|using )+ (
              to|on|value|of )* FIELD ( number )? {count}
sort.bylast : ( by|on ) last FIELD
sort.num    : ( in|by )? NUMBER ( value|order )?
sort.num    : by number
sort.alpha  : ( in )? alphabetical|alphabetically ( order )?
sort.rev    : ( in )? ( reverse|reversed|descending|decreasing ) (
              order|sort|sorted|alphabetical|NUMBER )*
sort.rev    : from ( greatest|largest|highest|biggest|z ) value? to ( least|smallest|lowest|a )
              value?
sort.rev    : largest|highest|greatest|biggest first
sort.up     : ( in )? ( ascending|increasing ) ( order )?
sort.up     : from ( least|smallest|lowest|a ) value? to ( greatest|largest|highest|z ) value?
sort.up     : smallest|lowest first
sort.uniq   : ( AND )? uniquely
sort.human  : human-readable ( size|number )?
sort.human  : by human-readable|human readable? size|number
sort.version: ( by|in|as|using )? version ( number|sort|order )*
sort.month  : by month ( name )?
sort.length : by ( line )? length ( of )? ( line )?
sort.icase  : case insensitively
sort.place  : ( AND )? ( in place | in-place | inplace )
"""

CHANGES = """
OCC = occurrence|occurence|instance|match|appearance|occurences
upper       : ( convert|change|transform|turn|make|translate|uppercase ) ( CONTENT of )?
              {files:files} ( to|into )? ( all )? uppercase|upper ( case )?
lower       : ( convert|change|transform|turn|make|translate|lowercase ) ( CONTENT of )?
              {files:files} ( to|into )? ( all )? lowercase|lower ( case )?
replace     : ( AND )? ( replace|change|convert|turn|translate|transform|swap ) (
              all|every|each|any|the )* ( OCC )* ( of )? ( STRING )? {value:old} ( STRING )? (
              with|by|to|into|for ) ( a|the )* ( STRING )? {value:new} ( character|symbol )?
replace.1   : ( AND )? ( replace|change ) only? first ( OCC ) ( of )? ( STRING )? {value:old}
              with|by|to ( STRING )? {value:new}
replace.del : ( AND )? ( replace|delete|strip ) all? ( OCC )* ( of )? ( STRING )? {quoted:old} (
              with nothing | with empty string )?
replace.nl  : ( AND )? ( replace|change|convert|turn|translate ) all? ( OCC )* ( of )?
              {charclass:old} ( character )? ( with|by|to|into ) ( single )? {charclass:new} (
              character )?
replace.nlt : ( AND )? ( replace|change|convert|turn|translate ) all? ( OCC )* ( of )?
              {charclass:old} ( character )? ( with|by|to|into ) ( STRING )? {quoted:new}
replace.tnl : ( AND )? ( replace|change|convert|turn|translate ) all? ( OCC )* ( of )? ( STRING )?
              {quoted:old} ( with|by|to|into ) ( single )? {charclass:new} ( character )?
delchars    : ( AND )? ( delete|strip|omit ) ( all )? {charclass:old} ( character )?
squeeze     : ( AND )? ( squeeze|collapse|compress|merge ) ( all )? (
              multiple|repeated|consecutive|adjacent|continuous )* {charclass:old} ( character )?
              ( ( into|to ) ( one|single|a )* ( {charclass} )? )?
squeeze     : replace ( multiple|repeated|consecutive|adjacent ) {charclass:old} with one|single|a
              {charclass:same}
squeezeln   : ( squeeze|collapse|merge|suppress ) ( multiple|repeated|consecutive|adjacent )* (
              empty|blank )+ line ( ( into|to ) ( one|single|a )* )?
upper       : ( AND )? ( convert|change|transform|turn|make|translate )? (
              it|all|them|CONTENT|letter|case|file )* ( of )? ( to|into|in )? uppercase (
              letter|text|character )?
upper       : ( AND )? ( convert|change|transform|turn|make|translate )? (
              it|all|them|CONTENT|letter|case|file )* ( of )? ( to|into|in )? upper case (
              letter|text|character )?
upper       : ( AND )? capitalize ( all )? ( letter|text )?
upper       : ( from )? lowercase to uppercase
lower       : ( AND )? ( convert|change|transform|turn|make|translate )? (
              it|all|them|CONTENT|letter|case|file )* ( of )? ( to|into|in )? lowercase (
              letter|text|character )?
lower       : ( AND )? ( convert|change|transform|turn|make|translate )? (
              it|all|them|CONTENT|letter|case|file )* ( of )? ( to|into|in )? lower case (
              letter|text|character )?
upper       : ( convert|change|transform|turn|translate ) ( all )? lowercase (
              letter|character|text )? ( to|into|with ) uppercase ( letter|character )?
lower       : ( convert|change|transform|turn|translate ) ( all )? uppercase (
              letter|character|text )? ( to|into|with ) lowercase ( letter|character )?
tac         : ( SHOW|AND )* ( reverse|invert ) order of ( all )? line
tac         : ( SHOW|AND )* ( reverse ) ( line order | order ) ( of line )?
tac         : line in reverse|reversed ( line )? order
tac         : ( in )? reverse|reversed line order
tac         : ( SHOW )? ( CONTENT )? in reverse|reversed ( order )?
tac         : ( reverse ) line ( by line )?
tac         : from last line to first ( line )?
tac         : backwards
tac         : upside down
rev         : ( reverse ) each|every|the line
rev         : ( reverse ) ( character|text|letter|string )+ ( in each line | of each line | on
              each line | in every line )?
rev         : each line reversed
join        : ( AND )? ( join|merge|combine|concatenate|convert|turn|put|list|show ) ( all )? (
              line|CONTENT|it|them|row )* ( into|on|in|to|as|onto )+ ( a|one|single )* line ( (
              DELIMITED ) by {delimiter:glue} | with {delimiter:glue} | by {delimiter:glue} )?
join        : ( AND )? ( join|merge|combine|concatenate ) ( all )? ( line|them|it|row )+ (
              with|by|using | separated by ) {delimiter:glue}
join        : as|in|into comma-separated|comma separated ( list|value|line|string )?
              {delimiter:glue}?
join        : as|in|into? ( a|one|single )* {delimiter:glue} separated|delimited
              list|line|string|row
join        : separated|delimited|joined by {delimiter:glue}
join        : on ( a|one|single )+ line
wrap        : ( AND )? ( wrap|fold|format|break|split|limit ) (
              line|text|it|each|CONTENT|long|output )* ( at|to|of|after|into|in|fit|every )* (
              width|most|maximum|a )* ( of )? {count} ( character|column|char )? ( per line | wide
              | width | in width | long | each )*
wrap.space  : ( AND )? ( break|breaking|wrap|splitting|only )* at (
              word|space|white|boundary|spaces|words|whitespace )+ ( boundary )?
prefix      : ( AND )? ( add|prepend|insert|prefix|put ) ( STRING )? {value:new} (
              to|at|as|before|in )+ ( the )? ( start|beginning|front|prefix )* ( of|to )? (
              each|every|all )* line
prefix      : ( AND )? ( prefix|prepend ) ( each|every|all )* line ( with|by ) ( STRING )?
              {value:new}
prefix      : ( with ) ( STRING )? {value:new} ( prepended|added|prefixed ) ( to|at )? ( start of
              | beginning of )? ( each|every|all )* line
suffix      : ( AND )? ( add|append|insert|put ) ( STRING )? {value:new} ( to|at|as|after|in )+ (
              the )? ( end )? ( of )? ( each|every|all )+ line
suffix      : ( with ) ( STRING )? {value:new} ( appended|added ) ( to|at )? ( end of )? (
              each|every|all )+ line
suffix      : ( AND )? append ( each|every|all )+ line with {value:new}
trim.end    : ( AND )? ( delete|strip|trim|clean|eliminate ) ( all )? trailing
              whitespace|space|blank|spaces ( character )? ( EACH )?
trim.start  : ( AND )? ( delete|strip|trim|eliminate ) ( all )? leading whitespace|space|blank|tab
              ( character )? ( EACH )?
trim.both   : ( AND )? ( delete|strip|trim ) ( leading and trailing ) whitespace|space ( EACH )?
trim.cr     : ( AND )? ( delete|strip ) ( windows|dos|carriage )+ ( return|ending | line ending )?
              ( character )?
trim.cr     : ( AND )? ( convert|change ) ( windows|dos ) ( newline|ending|file|text | line ending
              )? ( to )? ( unix )? ( newline|format|ending | line ending )?
trim.tags   : ( delete|strip ) ( all )? html tag
indent      : ( AND )? indent ( each|all|every )* ( line|it|them|output )? ( by|with )? ( {count}
              space )?
del.line    : ( AND )? delete line ( number )? {count}
del.line    : ( AND )? delete {ordinal} line
del.range   : ( AND )? delete line ( number )? {count:a} to|through|- {count:b}
del.range   : ( AND )? delete line {span}
ins.after   : ( insert|add ) ( line|text )? {quoted:new} after line ( number )? {count}
ins.before  : ( insert|add ) ( line|text )? {quoted:new} before line ( number )? {count}
ins.afterp  : ( insert|add ) ( line|text )? {quoted:new} after ( line )? ( MATCHING )? {quoted:old}
ins.top     : ( insert|add|prepend|put ) ( line|text|string )? {quoted:new} ( to|at|as )+ ( the )?
              ( top|beginning|start|head | first line )+ ( of )?
ins.end     : ( append|add|write ) ( line|text|string )? {quoted:new} ( to|at ) ( the )? (
              end|bottom )? ( of )?
comment     : comment out line MATCHING {quoted:old}
place       : ( AND )? ( in place | in-place | inplace | directly in file | in the file itself )
place       : ( AND )? ( save|write|update|modify|edit|overwrite ) ( it|them|the|result|change )*
              ( back|in-place | in place )+ ( to file | to original file | to same file )?
place       : ( overwrite|edit|modify ) ( original|same )? file
backup      : ( AND )? ( keep|make|create|save|with ) ( a )? backup ( copy|file )? ( with )? (
              extension|suffix )? {exts:ext}?
"""

COUNTS = """
count.lines : ( AND )? ( SHOW|count|calculate )? ( total )? number|count|amount ( of )? line
count.lines : ( AND )? count|calculate ( total )? ( number of )? ( all )? line ( OF )?
count.lines : ( AND )? count ( them|result|match|matches|row )
count.lines : how many line
count.lines : ( AND )? ( SHOW )? line count|counts ( OF )?
count.lines : ( SHOW )? newline count ( OF )?
count.words : ( AND )? ( SHOW|count|calculate )? ( total )? number|count ( of )? word ( OF )?
count.words : ( AND )? count ( all )? word ( OF )?
count.words : how many word
count.words : ( SHOW )? word count ( OF )?
count.chars : ( AND )? ( SHOW|count|calculate )? ( total )? number|count ( of )?
              character|char|letter ( OF )?
count.chars : ( AND )? count ( all )? character ( OF )?
count.chars : how many character
count.chars : ( SHOW )? character count ( OF )?
count.bytes : ( AND )? ( SHOW|count|calculate )? ( total )? number|count ( of )? byte ( OF )?
count.bytes : how many byte
count.bytes : ( SHOW )? byte count ( OF )?
count.bytes : ( SHOW )? size in byte ( OF )?
count.all   : ( AND )? ( SHOW|count )? ( number of )? line word and? character|byte ( count )?
count.all   : ( AND )? ( SHOW|count )? newline word and? byte count
count.max   : ( SHOW )? length of longest line
count.empty : ( SHOW|count )? ( number of )? empty|blank line
count.occ   : ( AND )? ( SHOW|count|calculate )? ( total )? ( number|count )? ( of )? (
              time|occurrence|instance|occurrences|appearance )+ ( of|that )? ( STRING )?
              {needle:text} ( occur|appear|found )?
count.occ   : ( how many time | how often ) ( STRING )? {needle:text} ( occur|appear|found )?
count.grep  : ( AND )? ( SHOW|count|calculate )? ( number|count )? ( of )? line ( in {files:files}
              | of {files:files} )? ( MATCHING )+ ( STRING )? {needles:texts}
count.grep  : how many line ( in {files:files} | of {files:files} )? ( MATCHING )+ ( STRING )?
              {needles:texts}
count.ngrep : ( AND )? ( SHOW|count|calculate )? ( number|count )? ( of )? line ( not|without|no
              )+ ( MATCHING )* ( STRING )? {needles:texts}
count.gstart: ( AND )? ( SHOW|count|calculate )? ( number|count )? ( of )? line ( start|beginning
              ) with ( STRING )? {needles:texts}
count.uniq  : ( AND )? ( SHOW|count )? ( number|count )? ( of )? ( unique|distinct ) (
              line|row|entry|value|item|word )
sum         : ( SHOW|calculate|compute|add )? ( the )? ( sum|total|addition|add ) ( of|up )? ( all
              )? ( number|value|integer|line )*
avg         : ( SHOW|calculate|compute )? ( average|mean ) ( of )? ( all )? ( number|value|integer
              )*
maxi        : ( SHOW|calculate|compute )? ( largest|maximum|highest|biggest ) (
              number|value|integer )
mini        : ( SHOW|calculate|compute )? ( smallest|minimum|lowest ) ( number|value|integer )
longest     : ( SHOW )? longest line
table       : ( AND )? ( format|align|list|display|arrange|show|print )? (
              output|it|them|result|column )* ( as|in|into|like ) ( a|an|aligned|formatted|pretty
              )* ( table|columns|column )
table       : ( AND )? align column
table       : ( AND )? ( format|align|arrange ) ( {delimiter:mark} ( DELIMITED ) )? (
              field|column|output )* ( as|in|into ) ( a|an )* table
"""

VIEW = """
show        : ( AND )? ( SHOW ) ( out|me|all|whole|full|complete|entire|only )* ( CONTENT )? ( OF )?
show        : ( AND )? ( SHOW ) ( it|them|result|output|rest|everything )* ( on|to )? (
              screen|terminal|stdout|console | standard output )?
show        : ( CONTENT ) ( OF )?
show        : what|which be?
show        : process|run|perform|do
page        : ( AND )? ( page|view|browse|scroll )+ ( interactively|through|by|page|output|result )*
page        : ( AND )? ( view|open|show|display|list ) ( it )? ( page by page | one page at a time
              | with less | in less | one screen at a time | in a pager | with pager )
page        : page by page
nonprint    : ( AND )? ( with|show|showing|display|including ) ( all )? (
              non-printing|nonprinting|non-printable|nonprintable|control|invisible|special )+
              character
nonprint    : ( show|display|with|mark|adding )+ ( $ | dollar | dollar sign ) ( at )? end of each?
              line
hex         : ( AND )? ( SHOW )? ( hex|hexadecimal ) ( dump|form|format|byte|code|representation
              )* ( OF )?
hex         : ( as|in ) ( hex|hexadecimal ) ( dump|form|format|byte )*
hex         : hexdump ( OF )?
octal       : ( AND )? ( SHOW )? ( octal ) ( dump|form|format|byte )* ( OF )?
octal       : ( as|in ) ( octal ) ( dump|form|format|byte )*
sink        : ( AND )? (
              save|write|store|redirect|output|send|put|dump|place|list|log|record|print )+ (
              output|result|it|them|this|line|all|CONTENT|changes|everything )* ( of )? (
              to|in|into|as ) ( a|new|another|output )* file? ( name|call )? {file:out}
sink        : ( to|into|as ) ( new|another|output )? file ( name|call )? {path:out}
sink        : ( to|into ) {filename:out}
sink.append : ( AND )? ( append|add|appending ) ( output|result|it|them|this|line|all )* (
              to|in|into ) ( end of )? file? ( name|call )? {file:out}
sink.tee    : ( AND )? ( also|both )* ( save|write ) ( it|output|them|result )* ( to|in|into )
              file? {file:out} ( as well | too | also )
sink.err    : ( AND )? ( discard|ignore|suppress|hide ) ( error|stderr | standard error )+ (
              message|output )?
not         : not|no|without|never
either      : either|both
noise       : also|respectively
noise       : as well
noise       : line by line
"""
