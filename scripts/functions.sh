# Shared by the scripts of this directory. Source it; it defines functions and runs nothing.

# The modules that a run needs, in the order of their dependencies.
MODULES=(connector-mqtt features inference local scoring training cli)

# say TEXT...: a line for the person at the terminal, apart from what a verb prints.
say() {
  printf '%s\n' "$*" >&2
}

# die TEXT...: the same, and the end.
die() {
  say "millrace: $*"
  exit 1
}

# repository_root SCRIPT: the directory above scripts/, also when SCRIPT is a symbolic link.
repository_root() {
  local script="$1" target
  while [ -L "$script" ]; do
    target="$(readlink "$script")"
    case "$target" in
      /*) script="$target" ;;
      *) script="$(dirname "$script")/$target" ;;
    esac
  done
  (cd "$(dirname "$script")/.." && pwd -P)
}

# is_jdk DIRECTORY: whether a JDK 17 is there, with its compiler.
is_jdk() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] &&
    "$1/bin/java" -version 2>&1 | grep -q 'version "17[.".]'
}

# find_jdk: prints the home of a JDK 17.
find_jdk() {
  local candidate on_path
  on_path="$(command -v javac || true)"
  if [ -n "$on_path" ]; then
    on_path="$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")"
    on_path="$(dirname "$(dirname "$on_path")")"
  fi
  for candidate in "${JAVA_HOME:-}" "$on_path" \
    "$(/usr/libexec/java_home -v 17 2>/dev/null || true)" \
    /usr/lib/jvm/*17* /opt/*jdk*17* "$HOME"/.sdkman/candidates/java/17*; do
    if [ -n "$candidate" ] && is_jdk "$candidate"; then
      printf '%s' "$candidate"
      return
    fi
  done
  die "needs a JDK 17 and found none: install one (Debian: apt install openjdk-17-jdk), or set JAVA_HOME"
}

# stale ROOT: prints the first source that is newer than its module's build; nothing if all is built.
stale() {
  local root="$1" module newer
  for module in "${MODULES[@]}"; do
    local folder="$root/jobs/$module"
    if [ ! -f "$folder/target/built" ]; then
      printf '%s' "$folder"
      return
    fi
    newer="$(find "$folder/src/main" "$folder/pom.xml" "$root/pom.xml" \
      -type f -newer "$folder/target/built" 2>/dev/null | head -n 1)"
    if [ -n "$newer" ]; then
      printf '%s' "$newer"
      return
    fi
  done
}

# build ROOT: brings the build up to date and says so. MILLRACE_BUILD=never leaves it as it is.
build() {
  local root="$1" cause log started="$SECONDS"
  [ "${MILLRACE_BUILD:-auto}" = never ] && return
  cause="$(stale "$root")"
  [ -z "$cause" ] && return
  command -v mvn >/dev/null || die "needs Maven 3.8 or newer to build itself: install it (Debian: apt install maven)"
  say "Building Millrace: ${cause#"$root"/} is not built or has changed. The first time takes some minutes, downloads included."
  log="$(log_file "$root" build)"
  (cd "$root" && mvn -B -ntp -DskipTests -Dspotless.check.skip=true -pl jobs/cli -am package) \
    >"$log" 2>&1 &
  local pid=$!
  watch_build "$pid" "$log" "$started"
  if ! wait "$pid"; then
    grep -E '^\[ERROR\]|^\[WARNING\] .*[.]java' "$log" | head -n 15 >&2
    die "the build failed; all of its output is in $log"
  fi
  say "Built in $((SECONDS - started)) s."
}

# watch_build PID LOG STARTED: on a terminal, one line that moves while the build runs.
watch_build() {
  [ -t 2 ] || return 0
  while kill -0 "$1" 2>/dev/null; do
    printf '\r\033[K  %3d s  %s' "$((SECONDS - $3))" \
      "$(grep -E '^\[INFO\] Building ' "$2" 2>/dev/null | tail -n 1 | cut -c 17-76)" >&2
    sleep 1
  done
  printf '\r\033[K' >&2
}

# work_folder ROOT: prints a folder for logs and savepoints, in the repository if this user may write it.
work_folder() {
  local folder="$1/work"
  if ! mkdir -p "$folder/logs" 2>/dev/null || [ ! -w "$folder/logs" ]; then
    folder="${TMPDIR:-/tmp}/millrace-$(id -u)"
    mkdir -p "$folder/logs"
  fi
  printf '%s' "$folder"
}

# log_file ROOT NAME: prints the path of a new log file.
log_file() {
  printf '%s/logs/%s-%s-%s.log' "$(work_folder "$1")" "$2" "$(date -u +%Y%m%dT%H%M%SZ)" "$$"
}

# class_path ROOT: prints the modules' own classes, then the jars that the build has listed.
class_path() {
  local root="$1" module
  for module in "${MODULES[@]}"; do
    printf '%s:' "$root/jobs/$module/target/classes"
  done
  cat "$root/jobs/cli/target/runtime.classpath"
}
