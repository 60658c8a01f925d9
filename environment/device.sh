# shellcheck shell=bash
# Sourced by environment/serlab, which defines die: finds out where models are trained.

# Sets device (cpu or gpu), device_reason and flavor (the build of PyTorch that belongs to it). `auto` takes a CUDA device
# where there is one. SERLAB_NVIDIA_SMI names another program to ask than nvidia-smi.
choose_device() {
  local wanted=${SERLAB_DEVICE:-auto} query=${SERLAB_NVIDIA_SMI:-nvidia-smi} found=""
  case $wanted in
    cpu) device=cpu device_reason="SERLAB_DEVICE=cpu" flavor=cpu; return 0 ;;
    auto | gpu) ;;
    *) die "SERLAB_DEVICE is '$wanted'; it must be auto, cpu or gpu." ;;
  esac
  if command -v "$query" >/dev/null 2>&1; then
    found=$("$query" -L 2>/dev/null | head -n 1 || true)
  fi
  if [ -n "$found" ]; then
    device=gpu device_reason=$found
  elif [ "$wanted" = gpu ]; then
    die "SERLAB_DEVICE=gpu, but $query finds no CUDA device; install NVIDIA's driver or set SERLAB_DEVICE=cpu."
  else
    device=cpu device_reason="no CUDA device found by $query"
  fi
  flavor=cpu
  [ "$device" = cpu ] || flavor=cu124
}
