#!/usr/bin/env bash
# man_page.sh FSM: writes the manual page of the program FSM on standard output, its commands and options as its own --help says.
# resources/man/fsm.1 is what this wrote; a test compares them.   installer/man_page.sh build/release/bin/fsm >resources/man/fsm.1
set -euo pipefail

fsm="${1:?usage: man_page.sh FSM}"

# Text to troff: backslashes and hyphens as they are, no line that begins with a request.
plain() { sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^[.']/\\\\\&&/"; }

# "  NAME   what it is" (or, for long names, the text on the next line) to tagged paragraphs; from the blocks named in $1.
paragraphs() {
  awk -v blocks="$1" '
    /^[^ ]/ { inside = ($0 ~ ("^(" blocks "):$")); next }
    !inside || /^ *$/ || /-h,--help/ { next }
    /^  [^ ]/ {
      line = substr($0, 3)
      gap = match(line, /   */)
      if (length(line) <= 28 || gap == 0) gap = match(line, /  +/)
      if (substr(line, 28, 1) == " ") { name = substr(line, 1, 28); text = substr(line, 29) }
      else { name = line; text = "" }
      sub(/ +$/, "", name); sub(/\{false\}/, "", name); sub(/^ +/, "", text)
      print ".TP\n.B " name
      if (text != "") print text
      next
    }
    { sub(/^ +/, ""); print }
  ' | plain | sed -e 's/^\\&\.TP$/.TP/' -e 's/^\\&\.B /.B /'
}

commands=$("$fsm" --help | awk '/^Subcommands:/ {inside = 1; next} inside && /^  [a-z]/ {print $1}')

cat <<'END'
.\" Written by installer/man_page.sh from what the program says of itself.
.TH FSM 1 "" "Chronoscope" "User commands"
.SH NAME
fsm \- 4D scenes from video, without a window
.SH SYNOPSIS
.B fsm
.I COMMAND
.RI [ OPTION ...]
.SH DESCRIPTION
Reads videos, stills and captures with known cameras into 4D scenes, in which time and camera are two independent things, and makes clips,
pictures and splat files of them. What the window
.BR chronoscope (1)
does, by commands. Progress and messages go to standard error.
END
printf '.SH COMMANDS\n'
for command in $commands; do
  help=$("$fsm" "$command" --help)
  printf '.SS "fsm %s"\n' "$command"
  printf '%s.\n' "$(sed -n '/[^ ]/{p;q}' <<<"$help")" | plain
  sed -n 's/^Usage: /.PP\n/p' <<<"$help" | plain | sed 's/^\\&\.PP$/.PP/'
  paragraphs 'Positionals|Options' <<<"$help"
done
cat <<'END'
.SH OPTIONS
.TP
.B \-h, \-\-help
Lists commands, or the options of one.
.TP
.B \-\-version
Prints the version.
.SH EXIT STATUS
0: done; 1: a fault of the program; 2: something was asked for that cannot be; 3: a damaged file, or a machine that cannot; 130: cancelled.
.SH EXAMPLES
.nf
fsm import dog.mp4 \-o dog
fsm reconstruct dog \-o dog.chrono \-\-decoder gaussians
fsm render dog.chrono \-o dog_orbit.mp4 \-\-camera orbit \-\-time all
fsm export dog.chrono \-o dog.ply \-\-time 1
.fi
.SH ENVIRONMENT
.TP
.B XDG_CACHE_HOME
Where LibTorch is kept (in a folder chronoscope), by default ~/.cache. An installed fsm fetches it there at its first start: a download of
2.1 GB.
.SH SEE ALSO
.BR chronoscope (1),
.BR colmap (1)
END
