// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { SlotReportMessage } from '../../child/pkcs11-protocol.ts';
import type { TokenName } from '../../child/objects/token-kind.ts';
import { tokenKey } from '../../child/objects/token-report.ts';
import { endedByNul, filled, namesIn, skfText } from '../library/cells.ts';
import { deviceInfoOctets, readDeviceInfo, untouched } from '../library/layouts.ts';
import type { SkfHandle, SkfLibrary } from '../library/load-library.ts';
import { isGone, SkfError } from '../library/skf-error.ts';
import { applicationReport, type ReportedDevice } from './application-report.ts';

/** Each application has its own PINs, so it's a separate token. */
export interface Application {
  readonly handle: SkfHandle;
  /** Ends with NUL. */
  readonly name: Buffer;
  loggedIn: boolean;
  /** True if the login outlasts the lease. */
  kept: boolean;
}

interface Device extends ReportedDevice {
  readonly handle: SkfHandle;
  readonly applications: Map<string, Application>;
}

export interface Applications {
  /** Omits failing devices. Throws SkfError, `module-broken`. */
  slots(): SlotReportMessage[];
  find(key: string): Application;
  key(token: TokenName): string | null;
  /** Rethrows, after dropping a removed device's handles. */
  classify(key: string, error: unknown): never;
  close(): void;
}

const maxDevices = 16;

/** Handles stay open while the device is connected, because closing an application ends its login. */
export function createApplications(library: SkfLibrary): Applications {
  const devices = new Map<string, Device>();
  const byKey = new Map<string, { readonly device: string; readonly application: Application }>();

  function connect(name: Buffer): Device {
    const handle = library.open('SKF_ConnectDev', endedByNul(name));
    const info = Buffer.alloc(deviceInfoOctets, untouched);
    try {
      library.call('SKF_GetDevInfo', handle, info);
    } catch (error) {
      quietly(() => library.call('SKF_DisConnectDev', handle));
      throw error;
    }
    return { handle, reader: skfText(name), info: readDeviceInfo(info), applications: new Map() };
  }

  function openNew(device: Device): Application[] {
    const names = namesIn(filled((room, size) => library.call('SKF_EnumApplication', device.handle, room, size)));
    const there = new Set(names.map((name) => name.toString('hex')));
    for (const [hex, { handle }] of device.applications) {
      if (there.has(hex)) continue;
      quietly(() => library.call('SKF_CloseApplication', handle));
      device.applications.delete(hex);
    }
    return names.map((each) => {
      const hex = each.toString('hex');
      const name = endedByNul(each);
      const application = device.applications.get(hex) ?? {
        handle: library.open('SKF_OpenApplication', device.handle, name),
        name,
        loggedIn: false,
        kept: false,
      };
      device.applications.set(hex, application);
      return application;
    });
  }

  function drop(hex: string): void {
    const device = devices.get(hex);
    devices.delete(hex);
    for (const [key, each] of byKey) if (each.device === hex) byKey.delete(key);
    if (device === undefined) return;
    for (const { handle } of device.applications.values()) quietly(() => library.call('SKF_CloseApplication', handle));
    quietly(() => library.call('SKF_DisConnectDev', device.handle));
  }

  function read(name: Buffer): SlotReportMessage[] {
    const hex = name.toString('hex');
    const device = devices.get(hex) ?? connect(name);
    devices.set(hex, device);
    const applications = openNew(device);
    const place = { slot: hex, description: device.reader, hardware: true };
    if (applications.length === 0) return [{ ...place, token: null, keptOpen: false }];
    return applications.map((application) => {
      const token = applicationReport(library, device, application, applications.length > 1);
      byKey.set(tokenKey(token), { device: hex, application });
      return { ...place, slot: `${hex}/${application.name.toString('hex')}`, token, keptOpen: application.kept };
    });
  }

  /** If a device was reconnected between two calls, the old handles fail once. */
  function readAgain(name: Buffer): SlotReportMessage[] {
    try {
      return read(name);
    } catch (error) {
      if (!(error instanceof SkfError)) throw error;
      drop(name.toString('hex'));
    }
    try {
      return read(name);
    } catch (error) {
      if (!(error instanceof SkfError)) throw error;
      drop(name.toString('hex'));
      return [];
    }
  }

  return {
    slots: () => {
      const present = 1;
      const list = filled((room, size) => library.call('SKF_EnumDev', present, room, size));
      const names = namesIn(list).slice(0, maxDevices);
      const there = new Set(names.map((name) => name.toString('hex')));
      for (const hex of devices.keys()) if (!there.has(hex)) drop(hex);
      return names.flatMap(readAgain);
    },
    find: (key) => {
      const found = byKey.get(key);
      if (found === undefined) throw new AppError('token-removed');
      return found.application;
    },
    key: (token) => (byKey.has(tokenKey(token)) ? tokenKey(token) : null),
    classify: (key, error) => {
      const found = byKey.get(key);
      if (isGone(error) && found !== undefined) drop(found.device);
      throw error;
    },
    close: () => {
      for (const device of devices.values()) {
        for (const { handle, loggedIn } of device.applications.values())
          if (loggedIn) quietly(() => library.call('SKF_ClearSecureState', handle));
      }
      for (const hex of devices.keys()) drop(hex);
    },
  };
}

/** Ignores SKF errors, because a removed device's handles fail. */
function quietly(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof SkfError)) throw error;
  }
}
