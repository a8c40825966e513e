// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MissingLibrary } from '../../../shared/schemas/token.ts';
import { knownSkf } from './known-skf.ts';
import type { ModulePlaces } from './module-places.ts';

const maxDevices = 256;

/** Linux only (sysfs). `products` names the libraries found. */
export async function missingSkfLibraries(
  { platform, usbDevices = '/sys/bus/usb/devices' }: Pick<ModulePlaces, 'platform' | 'usbDevices'>,
  products: ReadonlySet<string>,
): Promise<readonly MissingLibrary[]> {
  if (platform !== 'linux') return [];
  const names = (await readdir(usbDevices).catch(() => [])).slice(0, maxDevices);
  const connected = await Promise.all(names.map(async (name) => idOf(join(usbDevices, name))));
  return knownSkf.flatMap(({ name, usb, linux, windows }) => {
    const id = usb.find((each) => connected.includes(each));
    if (id === undefined || products.has(name)) return [];
    return [{ name, usb: id, files: [...(linux.length > 0 ? linux : windows)] }];
  });
}

/** Returns null if the folder isn't a device. */
async function idOf(folder: string): Promise<string | null> {
  const read = async (file: string): Promise<string> => (await readFile(join(folder, file), 'utf8')).trim();
  return await Promise.all([read('idVendor'), read('idProduct')]).then(
    (parts) => parts.join(':').toLowerCase(),
    () => null,
  );
}
