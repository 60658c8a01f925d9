# shellcheck shell=bash
# Sourced by environment/serlab: writes the kernel's specification below build/, for JUPYTER_PATH=build/jupyter.

# Escapes a text for the right side of sed's s|...|...| within a JSON string.
json_for_sed() { printf '%s' "$1" | sed -e 's/["\\]/\\&/g' -e 's/[\\&|]/\\&/g'; }

# An argument as Java's @files want it.
java_argument() { printf '"%s"\n' "$(printf '%s' "$1" | sed -e 's/["\\]/\\&/g')"; }

# kernelspec [CLASS_PATH]: needs home, build, JAVA_HOME; takes the class path from build/classpath otherwise.
kernelspec() {
  local classpath=${1:-$build/maven/serlab-kernel/classes:$(cat "$build/classpath")} folder=$build/jupyter/kernels/serlab
  local cache=${DJL_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/serlab/djl}
  mkdir -p "$folder"
  {
    printf '%s\n' -XX:+UseSerialGC -Xshare:auto -Dfile.encoding=UTF-8 -Djava.awt.headless=true \
      -Duser.language=en -Duser.country=GB -Duser.timezone=UTC
    # ExitGuard turns System.exit into an exception; the second line spares every start a warning.
    printf '%s\n' -Djava.security.manager=allow --add-opens=java.base/java.lang=ALL-UNNAMED
    printf '%s\n' -Dai.djl.pytorch.num_interop_threads=1
    java_argument "-Dserlab.home=$home"
    java_argument "-Dserlab.device=${device:-cpu}"
    java_argument "-Dserlab.device.reason=${device_reason:-}"
    printf '%s\n' -cp
    java_argument "$classpath"
  } >"$build/kernel.args"
  sed -e "s|@@ARGS@|@$(json_for_sed "$build/kernel.args")|" -e "s|@JAVA@|$(json_for_sed "$JAVA_HOME/bin/java")|" \
    -e "s|@HOME@|$(json_for_sed "$home")|" -e "s|@DJL_CACHE@|$(json_for_sed "$cache")|" \
    "$home/environment/kernel/kernel.json" >"$folder/kernel.json"
}
