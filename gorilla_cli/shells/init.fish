# gorilla in fish: a key turns the sentence on the line into a command on the line.
#
#   gorilla init fish | source       in ~/.config/fish/config.fish
#   set -g GORILLA_KEY \co           before it, for another key than Ctrl-G
#
# Invariant: the line changes only when a command was chosen, and nothing runs. All other
# keys stay as they are.

if status is-interactive
    function __gorilla_key --description 'Turn the sentence on the line into a command'
        set -l request (commandline --current-buffer | string collect)
        set request (string replace --regex '^\s*#' '' -- $request | string collect)
        set -l chosen
        set -l code 127
        printf '\n' >/dev/tty
        if command --search --quiet gorilla
            set chosen (command gorilla ask --choose -- "$request" </dev/tty)
            set code $status
            if test $code -gt 128 -a $code -ne 130
                printf 'gorilla: it ended with status %s\n' $code >&2
            end
        else
            printf 'gorilla: there is no program gorilla on PATH\n' >&2
        end
        if test $code -eq 0 -o $code -eq 130
            # fish draws where it believes to be: at the end of the line, one row up.
            printf '\e[A' >/dev/tty
        else
            # It goes up to its prompt first, so keep what was said out of the way.
            string repeat --no-newline --count (__gorilla_rows) \n >/dev/tty
        end
        # The chooser has ended the marking of what is pasted.
        printf '\e[?2004h' >/dev/tty
        set chosen (string join \n -- $chosen | string collect)
        if test $code -eq 0 -a -n "$chosen"
            commandline --replace -- $chosen
        end
        commandline --function repaint
    end

    # How many rows prompt and line take above the one the cursor is in, at most.
    function __gorilla_rows
        set -l rows (math (fish_prompt | count) - 1)
        set -l before (commandline --cut-at-cursor --current-buffer)
        for line in $before
            set rows (math $rows + 1 + "floor("(string length -- "$line")" * 2 / $COLUMNS)")
        end
        math "max($rows - 1, 0)"
    end

    for mode in default insert
        if set -q GORILLA_KEY
            bind --mode $mode -- $GORILLA_KEY __gorilla_key
        else
            bind --mode $mode -- \cg __gorilla_key
        end
    end
    set --erase mode
end
