// SPDX-License-Identifier: Apache-2.0
import type { WebPreferences } from 'electron';

/** Separate, so that tests don't need Electron's binary. */
export function webPreferences(preload: string, developerTools: boolean): WebPreferences {
  return {
    preload,
    sandbox: true, // Electron checklist 4
    contextIsolation: true, // Electron checklist 3
    nodeIntegration: false, // Electron checklist 2
    nodeIntegrationInWorker: false, // Electron checklist 2
    nodeIntegrationInSubFrames: false, // Electron checklist 2
    webSecurity: true, // Electron checklist 6
    allowRunningInsecureContent: false, // Electron checklist 8
    experimentalFeatures: false, // Electron checklist 9; enableBlinkFeatures (10) is unset
    webviewTag: false, // Electron checklist 11
    navigateOnDragDrop: false, // Electron checklist 13: files dropped outside the drop zone
    safeDialogs: true,
    spellcheck: false,
    devTools: developerTools,
  };
}
