// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';

export function filesOf(handedOver: unknown): string[] {
  const files = (handedOver as { files?: unknown } | null | undefined)?.files;
  if (!Array.isArray(files)) return [];
  return files.filter((file): file is string => typeof file === 'string' && path.isAbsolute(file));
}
