// SPDX-License-Identifier: Apache-2.0
import type { WebPreferences } from 'electron';

/** The items are those of Electron's security checklist. Separate, so that tests don't need Electron's binary. */
export function webPreferences(preload: string, developerTools: boolean): WebPreferences {
  return {
    preload,
    sandbox: true, // Item 4
    contextIsolation: true, // Item 3
    nodeIntegration: false, // Item 2
    nodeIntegrationInWorker: false, // Item 2
    nodeIntegrationInSubFrames: false, // Item 2
    webSecurity: true, // Item 6
    allowRunningInsecureContent: false, // Item 8
    experimentalFeatures: false, // Item 9; enableBlinkFeatures (10) is unset
    webviewTag: false, // Item 11
    navigateOnDragDrop: false, // Item 13: files dropped outside the drop zone
    safeDialogs: true,
    spellcheck: false,
    devTools: developerTools,
  };
}
