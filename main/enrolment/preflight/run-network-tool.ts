// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';

const timeoutMs = 3000;
const maxOctets = 1024 * 1024;

/** Resolves to null if the tool is missing or fails. */
export type RunNetworkTool = (program: 'nmcli', words: readonly string[]) => Promise<string | null>;

export const runNetworkTool: RunNetworkTool = async (program, words) => {
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  const options = { env, timeout: timeoutMs, maxBuffer: maxOctets, encoding: 'utf8' as const };
  return await new Promise((resolve) => {
    execFile(program, [...words], options, (error, stdout) => resolve(error === null ? stdout : null));
  });
};
