#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A bare Debian 13 in a folder, for what `npm start` does there. As root, with debootstrap. Nothing but the package
# registries that this machine is set up for is asked: Electron's own download points at a closed port of loopback.
#   bare-debian.sh make FOLDER          Debian with Node and npm, and two accounts: with sudo and without
#   bare-debian.sh start FOLDER ARCHIVE USER DISPLAY  `npm start` as that user, on a layer of its own, from an archive of the repository
#   bare-debian.sh stop FOLDER USER     unmounts that layer
set -eu
command=$1
base=$2/base

make_base() {
  debootstrap --variant=minbase --include=ca-certificates trixie "$base"
  for certificate in /usr/local/share/ca-certificates/*.crt; do
    if [ -e "$certificate" ]; then cp "$certificate" "$base/usr/local/share/ca-certificates/"; fi
  done
  cp /etc/resolv.conf /etc/hosts "$base/etc/"
  chroot "$base" update-ca-certificates
  chroot "$base" apt-get -qq update
  DEBIAN_FRONTEND=noninteractive chroot "$base" apt-get -qq -y --no-install-recommends install nodejs npm sudo
  chroot "$base" useradd -m -s /bin/bash with-sudo
  chroot "$base" useradd -m -s /bin/bash without-sudo
  echo 'with-sudo ALL=(ALL) NOPASSWD: ALL' > "$base/etc/sudoers.d/with-sudo"
}

# Not chroot: the kernel gives no user namespace, and so no sandbox, to what runs in one.
in_debian() {
  folder=$1
  shift
  unshare --mount --propagation private --pid --fork --kill-child sh -euc '
    folder=$1
    shift
    mount --bind "$folder" "$folder"
    mount --rbind /dev "$folder/dev"
    mount -t proc proc "$folder/proc"
    mkdir -p "$folder/before"
    cd "$folder"
    pivot_root . before
    umount -l /before
    exec "$@"' sh "$folder" "$@"
}

start_as() {
  archive=$1
  user=$2
  display=$3
  layers=$(dirname "$base")/$user
  folder=$layers/root
  mkdir -p "$layers/upper" "$layers/work" "$folder"
  mount -t overlay overlay -o "lowerdir=$base,upperdir=$layers/upper,workdir=$layers/work" "$folder"
  home=$(chroot "$folder" sh -c "getent passwd $user | cut -d: -f6")
  mkdir "$folder$home/certsteward"
  tar -xf "$archive" -C "$folder$home/certsteward"
  chroot "$folder" chown -R "$user" "$home/certsteward"
  # The mounts of the start are its own; this one stays for what looks at the result, until `stop`.
  in_debian "$folder" su - "$user" -c "
    export DISPLAY=$display ELECTRON_MIRROR=http://127.0.0.1:1/ LANG=C.UTF-8
    export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
    cd certsteward && exec npm start"
}

case $command in
  make) make_base ;;
  stop) umount -l "$(dirname "$base")/$3/root" ;;
  start) start_as "$3" "$4" "$5" ;;
esac
