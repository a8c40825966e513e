// SPDX-License-Identifier: Apache-2.0
import { sizeOf, type Win32 } from './win32.ts';

const programs: Readonly<Record<string, string>> = {
  'msedge.exe': 'Edge',
  'chrome.exe': 'Chrome',
  '360se.exe': '360',
  '360chrome.exe': '360',
  '360chromex.exe': '360',
  'qqbrowser.exe': 'QQ',
};

const processes = 0x2;

export function runningBrowsers(api: Win32): string[] {
  const found = new Set<string>();
  const snapshot = api.processSnapshot(processes, 0);
  if (snapshot === null) return [];
  const entry: Record<string, unknown> = { dwSize: sizeOf('PROCESSENTRY32W'), szExeFile: '' };
  let more = api.firstProcess(snapshot, entry);
  while (more) {
    const name = programs[String(entry['szExeFile']).toLowerCase()];
    if (name !== undefined) found.add(name);
    more = api.nextProcess(snapshot, entry);
  }
  api.closeHandle(snapshot);
  return [...found];
}
