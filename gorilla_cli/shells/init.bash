# gorilla in bash: a key turns the sentence on the line into a command on the line.
#
#   eval "$(gorilla init bash)"      in ~/.bashrc
#   GORILLA_KEY='\C-o'               before it, for another key than Ctrl-G
#
# Invariant: the line changes only when a command was chosen, and nothing runs. Options,
# traps and all other keys stay as they are. The file parses in bash 3.2, to refuse there.

if [[ $- != *i* ]]; then
  :
elif ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 404)); then
  printf '%s\n' "gorilla: the key needs bash 4.4 or newer, and this is bash $BASH_VERSION" \
    '  Install a newer bash, or use zsh or fish. The command gorilla works here as well.' >&2
else
  __gorilla_key() {
    local request=$READLINE_LINE chosen='' code=0 interrupt=''
    request=${request#"${request%%[![:space:]]*}"}
    request=${request#\#}
    # Ctrl-C before the chooser is there must end gorilla, not the line.
    interrupt=$(trap -p INT)
    trap : INT
    __gorilla_show
    if type -P gorilla >/dev/null; then
      chosen=$(command gorilla ask --choose -- "$request" </dev/tty) || code=$?
      ((code <= 128 || code == 130)) || printf 'gorilla: it ended with status %s\n' "$code" >&2
    else
      printf 'gorilla: there is no program gorilla on PATH\n' >&2
    fi
    if ((code == 0)) && [[ -n $chosen ]]; then
      READLINE_LINE=$chosen
      # Some versions count bytes and some characters; all take too much for the end.
      READLINE_POINT=2147483647
    fi
    # The chooser has ended the marking of what is pasted.
    if [[ $(bind -v 2>/dev/null) == *'enable-bracketed-paste on'* ]]; then
      printf '\033[?2004h' >/dev/tty
    fi
    eval "${interrupt:-trap - INT}"
  }

  # Show prompt and line again, which bash clears before it runs what a key is bound to.
  __gorilla_show() {
    local shown=''
    # In a process of its own: what the prompt runs or lacks costs nothing but the prompt.
    shown=$(printf '%s' "${PS1@P}" 2>/dev/null) || :
    shown=${shown##*$'\n'}
    shown=${shown//[$'\001\002']/}${READLINE_LINE//[[:cntrl:]]/ }
    printf '%s\n' "$shown" >/dev/tty
  }

  for __gorilla_map in emacs-standard vi-insert vi-command; do
    bind -m "$__gorilla_map" -x "\"${GORILLA_KEY:-\\C-g}\": __gorilla_key" 2>/dev/null || :
  done
  unset -v __gorilla_map
fi
