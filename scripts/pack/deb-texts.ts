// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemdUnits } from '../../main/cli/reminders/check-schedules.ts';
import { reminderTexts } from '../../shared/i18n/reminders.ts';
import { fillMessage } from '../../shared/i18n/message.ts';
import type { ShippedPackage } from '../sbom/shipped-packages.ts';
import { library, type Processor, type TextFile } from './deb-tree.ts';

const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`;

const launcher = lines(
  '#!/bin/sh',
  `lib=/${library}`,
  'if [ "${1-}" = --window ]; then',
  '  exec "$lib/node" "$lib/dist/main/chromium.mjs" "$@"',
  'fi',
  'if [ $# -eq 0 ] && [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then',
  '  exec "$lib/node" "$lib/dist/main/chromium.mjs"',
  'fi',
  'exec "$lib/node" "$lib/dist/main/cli.mjs" "$@"',
);

const desktopEntry = lines(
  '[Desktop Entry]',
  'Type=Application',
  'Name=CertSteward',
  'Name[zh_CN]=证书管家',
  'GenericName=Certificate manager',
  'GenericName[zh_CN]=证书管理',
  'Comment=Import, install, back up and renew personal certificates',
  'Comment[zh_CN]=导入、安装、备份和更新个人数字证书',
  'Exec=certsteward --window %F',
  'Icon=certsteward',
  'Terminal=false',
  'Categories=System;Security;',
  'Keywords=certificate;pfx;p12;pkcs12;sm2;PKI;',
  'Keywords[zh_CN]=证书;数字证书;U盾;国密;pfx;p12;sm2;',
  'MimeType=application/pkcs12;application/x-pkcs12;application/pkix-cert;application/x-x509-ca-cert;application/x-pkcs7-certificates;application/x-cfca-sm2;',
);

const changeLog = (version: string, time: number): string =>
  lines(
    `certsteward (${version}) unstable; urgency=medium`,
    '',
    `  * Version ${version}.`,
    '',
    ` -- CertSteward contributors <noreply@certsteward.invalid>  ${rfc2822(time)}`,
  );

/** Date format of Debian policy 4.4. */
function rfc2822(time: number): string {
  return new Date(time * 1000).toUTCString().replace('GMT', '+0000');
}

/** DEP-5, format 1.0. */
function copyright(packages: readonly ShippedPackage[]): string {
  const stanza = (files: string, who: string, licence: string, text: string): string[] => [
    `Files: ${files}`,
    `Copyright: ${who}`,
    `License: ${licence}`,
    ...text
      .trim()
      .split(/\r?\n/)
      .map((line) => (line.trim() === '' ? ' .' : ` ${line.trimEnd()}`)),
    '',
  ];
  const apache = 'On Debian systems, the full text is in /usr/share/common-licenses/Apache-2.0.';
  const textOf = ({ licence, texts }: ShippedPackage): string => {
    const own = texts.filter((text) => !/Apache License\s+Version 2\.0/.test(text));
    if (licence === 'Apache-2.0') return [apache, ...own].join('\n\n');
    return own.join('\n\n') || `The package declares ${licence} but includes no licence text.`;
  };
  const stanzas = [
    ...stanza('*', 'CertSteward contributors', 'Apache-2.0', apache),
    ...stanza(
      `${library}/node`,
      'Node.js contributors and others',
      'Expat-and-others',
      'The full text, including the licences of the bundled libraries, is in /usr/share/doc/certsteward/LICENSE.node.gz.',
    ),
    ...packages.flatMap((each, at) =>
      stanza(
        `${library}/node_modules/${each.name}/*`,
        `The authors of ${each.name} ${each.version}, as stated in the text`,
        each.licence === 'Apache-2.0' ? 'Apache-2.0' : `${each.licence}-${at}`,
        textOf(each),
      ),
    ),
  ];
  return lines(
    'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/',
    'Upstream-Name: CertSteward',
    '',
    ...stanzas.slice(0, -1),
  );
}

const overrides = lines(
  '# CertSteward bundles Node, because it needs a newer version than Debian has. Node includes OpenSSL, zlib and others.',
  `certsteward: embedded-library *`,
  '# Node loads its modules by name.',
  `certsteward: shared-library-lacks-prerequisites *`,
  '# Made in this project, not by a Debian developer.',
  'certsteward: initial-upload-closes-no-bugs *',
);

export interface DebFacts {
  readonly version: string;
  readonly processor: Processor;
  /** Unix seconds. */
  readonly time: number;
  readonly packages: readonly ShippedPackage[];
}

export function textFiles(root: string, { version, processor, time, packages }: DebFacts): TextFile[] {
  const answer = (...words: string[]): string =>
    execFileSync(process.execPath, [join(root, 'dist/main/cli.mjs'), ...words], {
      encoding: 'utf8',
      // Output must not depend on the builder's language.
      env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' },
    });
  const found = (['zh-CN', 'en'] as const)
    .map((language) => fillMessage(reminderTexts[language].checkFound, { days: 30 }))
    .join(' / ');
  const units = systemdUnits('certsteward check --days 30', found);
  const nodeLicence = readFileSync(join(root, `node_modules/node-linux-${processor}/LICENSE`), 'utf8');
  const share = 'usr/share';
  const manual = (below: string): string => readFileSync(join(root, 'resources/man', below, 'certsteward.1'), 'utf8');
  const mimeTypes = readFileSync(join(root, 'resources/linux/certsteward-mime.xml'), 'utf8');
  return [
    { path: 'usr/bin/certsteward', text: launcher, executable: true },
    { path: `${share}/applications/certsteward.desktop`, text: desktopEntry },
    { path: `${share}/mime/packages/certsteward.xml`, text: mimeTypes },
    { path: `${share}/man/man1/certsteward.1`, text: manual(''), gzip: true },
    { path: `${share}/man/zh_CN/man1/certsteward.1`, text: manual('zh_CN'), gzip: true },
    { path: `${share}/bash-completion/completions/certsteward`, text: answer('completion', 'bash') },
    { path: `${share}/zsh/vendor-completions/_certsteward`, text: answer('completion', 'zsh') },
    { path: `${share}/fish/vendor_completions.d/certsteward.fish`, text: answer('completion', 'fish') },
    { path: 'usr/lib/systemd/user/certsteward-check.service', text: lines(...units.service) },
    { path: 'usr/lib/systemd/user/certsteward-check.timer', text: lines(...units.timer) },
    { path: `${share}/doc/certsteward/copyright`, text: copyright(packages) },
    { path: `${share}/doc/certsteward/LICENSE.node`, text: nodeLicence, gzip: true },
    { path: `${share}/doc/certsteward/changelog`, text: changeLog(version, time), gzip: true },
    { path: `${share}/lintian/overrides/certsteward`, text: overrides },
  ];
}

/** `size` is in KiB. `glibc` is the oldest supported version. */
export function control(
  { version }: DebFacts,
  { architecture, size, glibc }: { readonly architecture: string; readonly size: number; readonly glibc: string },
): string {
  return lines(
    'Package: certsteward',
    `Version: ${version}`,
    `Architecture: ${architecture}`,
    'Maintainer: CertSteward contributors <noreply@certsteward.invalid>',
    `Installed-Size: ${size}`,
    `Depends: libc6 (>= ${glibc}), libgcc-s1, libstdc++6 (>= 12), chromium | google-chrome-stable | microsoft-edge-stable`,
    'Recommends: chromium-sandbox, fonts-noto-cjk, libnss3-tools, libnotify-bin, pcscd, zenity',
    'Suggests: opensc, ykcs11',
    'Conflicts: certsteward-electron',
    'Section: utils',
    'Priority: optional',
    'Description: manager for personal digital certificates',
    ' CertSteward opens certificate files, stores them in an encrypted vault,',
    ' installs them in browsers and tests them. It also manages USB keys, backs up',
    ' your certificates, reminds you before they expire and helps you renew them.',
    ' .',
    ' This package opens its window in your installed Chromium and includes its',
    ' own copy of Node.',
  );
}
