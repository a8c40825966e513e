// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** `processId` and all its descendants, from /proc. Linux only. */
export function processTree(processId: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(name);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const below = (id: number): number[] => [id, ...(children.get(id) ?? []).flatMap(below)];
  return below(processId);
}

/** The name in parentheses may contain spaces and parentheses: parse fields from its end. */
function parentOf(processId: string): number | null {
  const stat = readProc(`/proc/${processId}/stat`);
  return stat === null ? null : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** Ports in /proc table notation. */
const peerPorts = new Set<string>();

/** Makes `networkSockets` ignore a server in the test's process, including connections to its port. */
export function isOfTheTest(url: string): void {
  peerPorts.add(Number(new URL(url).port).toString(16).toUpperCase().padStart(4, '0'));
}

/**
 * Every TCP, UDP and raw socket of the tree, as `PID table local remote state`; empty if none or not on Linux. `peers`:
 * processes of the test's own servers, which are in the tree too.
 */
export function networkSockets(processId: number, peers: readonly number[] = []): string[] {
  if (process.platform !== 'linux') return [];
  const looked = processTree(processId).filter((id) => !peers.includes(id));
  return looked.flatMap((id) => {
    const inodes = socketInodes(id);
    return ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'].flatMap((table) =>
      rowsOf(`/proc/${id}/net/${table}`)
        .filter((row) => inodes.has(row[9] ?? ''))
        .filter((row) => ![row[1], row[2]].some((end) => peerPorts.has(end?.split(':')[1] ?? '')))
        .map((row) => `${id} ${table} ${row[1]} ${row[2]} ${row[3]}`),
    );
  });
}

function rowsOf(file: string): string[][] {
  const lines = (readProc(file) ?? '').split('\n').slice(1);
  return lines.filter((line) => line !== '').map((line) => line.trim().split(/\s+/));
}

function socketInodes(processId: number): Set<string> {
  const folder = `/proc/${processId}/fd`;
  const targets = listProc(folder).map((name) => {
    try {
      return readlinkSync(`${folder}/${name}`);
    } catch {
      return '';
    }
  });
  return new Set(targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []));
}

/** The text of a /proc file. Null if its process has ended. */
export function readProc(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function listProc(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
