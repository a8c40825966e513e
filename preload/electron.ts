// SPDX-License-Identifier: Apache-2.0
import { contextBridge, ipcRenderer } from 'electron';
import { bridgeChannel } from '../shared/ipc/channel.ts';
import { contractNames, createBridge } from './bridge.ts';
import { removeWebRtc } from './remove-web-rtc.ts';

/** @entry preload */
// Electron checklist 3, 20: the page gets two functions; ipcRenderer itself and its event objects stay here.
const transport = {
  request: (message: unknown): Promise<unknown> => ipcRenderer.invoke(bridgeChannel, message),
  onEvent(listener: (event: string, payload: unknown) => void) {
    ipcRenderer.on(bridgeChannel, (_event, name: string, payload: unknown) => listener(name, payload));
  },
};

// Frames that the page makes run no preload: there the handling policy of contents-guard.ts is all.
contextBridge.executeInMainWorld({ func: removeWebRtc });
contextBridge.exposeInMainWorld('certsteward', createBridge(transport, contractNames()));
