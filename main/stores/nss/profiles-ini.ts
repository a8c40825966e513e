// SPDX-License-Identifier: Apache-2.0
export interface FirefoxProfileEntry {
  readonly name: string;
  readonly path: string;
  readonly isDefault: boolean;
}

type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Installations set a default profile (`Default=` in `[Install…]` or installs.ini). Otherwise `Default=1` counts. */
export function readProfiles(profilesIni: string, installsIni: string): FirefoxProfileEntry[] {
  const sections = sectionsOf(profilesIni);
  const chosen = new Set([
    ...[...sections].filter(([title]) => title.startsWith('Install')).map(([, keys]) => keys.get('Default')),
    ...[...sectionsOf(installsIni).values()].map((keys) => keys.get('Default')),
  ]);
  chosen.delete(undefined);
  return [...sections]
    .filter(([title]) => /^Profile\d+$/.test(title))
    .flatMap(([, keys]) => {
      const path = keys.get('Path');
      if (!path) return [];
      const isDefault = chosen.size > 0 ? chosen.has(path) : keys.get('Default') === '1';
      return [{ name: keys.get('Name') ?? path, path, isDefault }];
    });
}

function sectionsOf(ini: string): Sections {
  const sections = new Map<string, Map<string, string>>();
  let current = new Map<string, string>();
  for (const line of ini.split(/\r?\n/)) {
    const text = line.trim();
    if (/^[#;]/.test(text)) continue;
    if (text.startsWith('[') && text.endsWith(']')) sections.set(text.slice(1, -1), (current = new Map()));
    // A regular expression would backtrack for hours.
    const at = text.indexOf('=');
    if (at > 0 && !text.startsWith('[')) current.set(text.slice(0, at).trim(), text.slice(at + 1).trim());
  }
  return sections;
}
