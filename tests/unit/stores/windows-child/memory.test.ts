// SPDX-License-Identifier: Apache-2.0
import koffi from 'koffi';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { readProperty, withBlob } from '../../../../main/stores/windows/child/contexts.ts';
import { octetsAt, type Out, type Pointer, type Win32 } from '../../../../main/stores/windows/child/win32.ts';

const octets = new Uint8Array([1, 2, 3, 254]);

describe('memory shared with Windows, where external buffers are not allowed, as in Electron', () => {
  beforeEach(() => {
    vi.spyOn(koffi, 'view').mockImplementation(() => {
      throw new Error('External buffers are not allowed');
    });
  });

  test('[S04] passes octets to Windows, and reads a copy back', () => {
    expect(withBlob(octets, ({ cbData, pbData }) => octetsAt(pbData, cbData))).toEqual(octets);
    expect(withBlob(new Uint8Array(), ({ cbData, pbData }) => octetsAt(pbData, cbData))).toEqual(new Uint8Array());
  });

  test('[S04] reads a property of a certificate', () => {
    const certGetProperty = (_: Pointer, __: number, at: Pointer | null, length: Out<number>) => {
      length[0] = octets.length;
      if (at !== null) koffi.encode(at, 'uint8', octets, octets.length);
      return true;
    };
    const api = { certGetProperty } as unknown as Win32;
    expect(readProperty(api, 0n, 11, (at) => octetsAt(at, octets.length))).toEqual(octets);
  });

  test('[S04] zeroes the memory once the work is done', () => {
    const free = vi.spyOn(koffi, 'free').mockImplementation(() => undefined);
    const at = withBlob(octets, ({ pbData }) => pbData);
    expect(octetsAt(at, octets.length)).toEqual(new Uint8Array(octets.length));
    free.mockRestore();
    koffi.free(at);
  });
});
