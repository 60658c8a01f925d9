# Every test: those of the modules, the committed notebooks against their records, all notebooks in the demo profile.
# Sourced by environment/serlab after set-up.

case ${1:-} in
  "") ;;
  -h | --help)
    echo "Usage: environment/serlab test"
    echo "Runs every test, checks the committed notebooks and executes all notebooks in the demo profile."
    echo "SERLAB_GOLDEN=DIR compares with reference outputs as well; SERLAB_DATA=DIR with real corpora."
    exit 0
    ;;
  *) die "test takes no option '$1'." ;;
esac

# Notebooks must not need a network after set-up: they are run without one where the system lets us.
offline() {
  if unshare -rn true 2>/dev/null; then
    unshare -rn /usr/bin/python3 "$home/environment/loopback.py" "$@"
  else
    say "no permission to make a network namespace: the notebooks run with the network on"
    "$@"
  fi
}

say "tests of the modules"
(cd "$home" && mvn -B -o -Dpytorch.flavor="$flavor" verify)
say "committed notebooks against their records"
"$home/environment/serlab" check
say "all notebooks in the demo profile, without a network"
offline "$home/environment/serlab" run --profile demo
say "all tests passed"
