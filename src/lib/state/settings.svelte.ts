import * as v from 'valibot';
import type { Storage } from '../devices/storage.ts';

const KEY = 'watchfloor.settings.1';
const Settings = v.object({ isSoundOn: v.boolean() });
const DEFAULTS: v.InferOutput<typeof Settings> = { isSoundOn: true };

/** This browser's preferences; whatever cannot be read counts as absent. */
export class SettingsStore {
	#storage: Storage;
	#settings = $state.raw(DEFAULTS);

	constructor(storage: Storage) {
		this.#storage = storage;
		this.#settings = read(storage.read(KEY));
	}

	get isSoundOn(): boolean {
		return this.#settings.isSoundOn;
	}

	set isSoundOn(isSoundOn: boolean) {
		this.#settings = { ...this.#settings, isSoundOn };
		this.#storage.write(KEY, JSON.stringify(this.#settings));
	}
}

function read(text: string | null): v.InferOutput<typeof Settings> {
	try {
		const parsed = v.safeParse(Settings, JSON.parse(text ?? 'null'));
		return parsed.success ? parsed.output : DEFAULTS;
	} catch {
		// Another tab or an older release may have written anything.
		return DEFAULTS;
	}
}
