// SPDX-License-Identifier: Apache-2.0
import { contextBridge, ipcRenderer } from 'electron';
import { bridgeChannel } from '../shared/ipc/channel.ts';
import { contractNames, createBridge } from './bridge.ts';
import { removeWebRtc } from './remove-web-rtc.ts';

/** @entry preload */
// Electron security checklist, items 3 and 20: the page never gets ipcRenderer or its events.
const transport = {
  request: (message: unknown): Promise<unknown> => ipcRenderer.invoke(bridgeChannel, message),
  onEvent(listener: (event: string, payload: unknown) => void) {
    ipcRenderer.on(bridgeChannel, (_event, name: string, payload: unknown) => listener(name, payload));
  },
};

// Frames created by the page don't run the preload, so contents-guard.ts also restricts WebRTC.
contextBridge.executeInMainWorld({ func: removeWebRtc });
contextBridge.exposeInMainWorld('certsteward', createBridge(transport, contractNames()));
