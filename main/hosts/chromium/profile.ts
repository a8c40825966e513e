// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makePrivateFolder } from '../node/data-folder.ts';

/** Chromium's CONTENT_SETTING_BLOCK and NetworkPredictionOptions::kDisabled. */
const block = 2;

const preferences = {
  credentials_enable_service: false,
  credentials_enable_autosignin: false,
  profile: {
    exit_type: 'Normal',
    exited_cleanly: true,
    password_manager_enabled: false,
    password_manager_leak_detection: false,
    default_content_setting_values: {
      automatic_downloads: block,
      geolocation: block,
      media_stream_camera: block,
      media_stream_mic: block,
      midi_sysex: block,
      notifications: block,
      popups: block,
      sensors: block,
      serial_guard: block,
      usb_guard: block,
    },
  },
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
  translate: { enabled: false },
  browser: { enable_spellchecking: false },
  spellcheck: { dictionaries: [], use_spelling_service: false },
  search: { suggest_enabled: false },
  safebrowsing: { enabled: false },
  signin: { allowed: false, allowed_on_next_startup: false },
  net: { network_prediction_options: block },
  webrtc: {
    ip_handling_policy: 'disable_non_proxied_udp',
    multiple_routes_enabled: false,
    nonproxied_udp_enabled: false,
  },
  dns_over_https: { mode: 'off' },
};

type Tree = { [key: string]: unknown };

export function prepareProfile(dataFolder: string): string {
  const profile = path.join(dataFolder, 'chromium-profile');
  makePrivateFolder(profile);
  const folder = path.join(profile, 'Default');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'Preferences');
  writeFileSync(file, JSON.stringify(overlay(readTree(file), preferences)), { mode: 0o600 });
  return profile;
}

function readTree(file: string): Tree {
  try {
    const tree: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isTree(tree) ? tree : {};
  } catch {
    return {};
  }
}

function overlay(below: Tree, above: Tree): Tree {
  const merged: Tree = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const old = merged[key];
    merged[key] = isTree(value) ? overlay(isTree(old) ? old : {}, value) : value;
  }
  return merged;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
