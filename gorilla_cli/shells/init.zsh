# gorilla in zsh: a key turns the sentence on the line into a command on the line.
#
#   eval "$(gorilla init zsh)"       in ~/.zshrc
#   GORILLA_KEY='^O'                 before it, for another key than Ctrl-G
#
# Invariant: the line changes only when a command was chosen, and nothing runs. Options,
# traps and all other keys stay as they are.

if [[ -o interactive && -o zle ]]; then
  gorilla-key() {
    emulate -L zsh
    setopt local_traps unset no_err_exit no_err_return
    # Ctrl-C before the chooser is there must end gorilla, not the line.
    trap : INT
    local request=$BUFFER chosen='' code=0
    request=${request#"${request%%[^[:space:]]*}"}
    request=${request#\#}
    # The cursor goes below the line; prompt and line are drawn anew afterwards.
    zle -I
    if whence -p gorilla >/dev/null; then
      chosen=$(command gorilla ask --choose -- "$request" </dev/tty) || code=$?
      (( code <= 128 || code == 130 )) || print -ru2 -- "gorilla: it ended with status $code"
    else
      print -ru2 -- 'gorilla: there is no program gorilla on PATH'
    fi
    if [[ $code == 0 && -n $chosen ]]; then
      BUFFER=$chosen
      CURSOR=$#BUFFER
    fi
    # The chooser has ended the marking of what is pasted.
    if (( ${+zle_bracketed_paste} )); then
      print -rn -- "${zle_bracketed_paste[1]}" >/dev/tty
    fi
    return 0
  }

  zle -N gorilla-key
  bindkey -M emacs "${GORILLA_KEY:-^G}" gorilla-key
  bindkey -M viins "${GORILLA_KEY:-^G}" gorilla-key
  bindkey -M vicmd "${GORILLA_KEY:-^G}" gorilla-key
fi
