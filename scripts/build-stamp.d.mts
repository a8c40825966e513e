// SPDX-License-Identifier: Apache-2.0
export function sourceHash(root?: string): string;
export function buildIsStale(root?: string): boolean;
export function writeBuildStamp(hash: string, root?: string): void;
