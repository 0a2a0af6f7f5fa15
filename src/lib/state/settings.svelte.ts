import * as v from 'valibot';
import type { Storage } from '../devices/storage.ts';
import { WALL_TIME } from '../domain/quiet-hours.ts';
import { FEED_FILTERS } from '../domain/feed.ts';
import { SOUND_NAMES, type SoundName } from '../domain/signals.ts';
import { LANGUAGE_CHOICES } from './language.svelte.ts';

/** Everything this screen keeps in a browser begins so; the version is the key's last part. */
const PREFIX = 'watchfloor.';
const KEY = `${PREFIX}settings.1`;
/** More columns than any table has. */
const COLUMNS_LIMIT = 50;

const isOn = v.fallback(v.boolean(), true);
const sound = Object.fromEntries(SOUND_NAMES.map((name) => [name, isOn])) as Record<SoundName, typeof isOn>;

const time = (usual: string) => v.fallback(v.pipe(v.string(), v.regex(WALL_TIME)), usual);
/** Off: silence that nobody asked for would break the promise that what happens is heard. */
const quietHours = v.object({
	isOn: v.fallback(v.boolean(), false),
	/** By the shop's clock. */
	from: time('22:00'),
	until: time('07:00'),
});

/** Each value that cannot be read counts as absent, so an older or a newer release loses nothing but that value. */
const Schema = v.object({
	isSoundOn: isOn,
	/** Master level, 0 to 1. */
	volume: v.fallback(v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1)), 0.4),
	sounds: v.fallback(v.object(sound), v.getFallbacks(v.object(sound)) as Record<SoundName, boolean>),
	quietHours: v.fallback(quietHours, v.getFallbacks(quietHours) as v.InferOutput<typeof quietHours>),
	areNotificationsOn: v.fallback(v.boolean(), false),
	theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
	/** Table rows of 32, 40 or 52 px. */
	density: v.fallback(v.picklist(['compact', 'regular', 'roomy']), 'regular'),
	/** The order table's columns in order, null for the usual ones. */
	columns: v.fallback(v.nullable(v.pipe(v.array(v.string()), v.maxLength(COLUMNS_LIMIT))), null),
	/** Which rows the feed shows. */
	feedFilter: v.fallback(v.picklist(FEED_FILTERS), 'all'),
	areShortcutsOn: isOn,
	/** Of every word and figure; `system` follows the browser. */
	language: v.fallback(v.picklist(LANGUAGE_CHOICES), 'system'),
});

export type Settings = Readonly<v.InferOutput<typeof Schema>>;

const DEFAULTS: Settings = v.parse(Schema, {});

/** This browser's preferences; whatever cannot be read counts as absent. */
export class SettingsStore {
	#storage: Storage;
	#settings: Settings = $state.raw(DEFAULTS);

	constructor(storage: Storage) {
		this.#storage = storage;
		this.#settings = parse(storage.read(KEY));
	}

	/** Follows what another tab changes: sound switched off in one must not go on in the next. Returns stop. */
	start(): () => void {
		return this.#storage.onKept?.(KEY, (text) => (this.#settings = parse(text))) ?? (() => {});
	}

	/** All of them at once, for the screen that shows them. */
	get values(): Settings {
		return this.#settings;
	}

	get isSoundOn(): boolean {
		return this.#settings.isSoundOn;
	}

	set isSoundOn(isSoundOn: boolean) {
		this.change({ isSoundOn });
	}

	/** Keeps the named values and leaves the others; one that is out of its bounds becomes the usual one. */
	change(values: Partial<Settings>): void {
		this.#settings = v.parse(Schema, { ...this.#settings, ...values });
		this.#storage.write(KEY, JSON.stringify(this.#settings));
	}

	/** Forgets everything this screen keeps in this browser: after signing out nothing of it stays. */
	clear(): void {
		forgetEverything(this.#storage);
		this.#settings = DEFAULTS;
	}
}

function parse(text: string | null): Settings {
	try {
		const parsed = v.safeParse(Schema, JSON.parse(text ?? 'null'));
		return parsed.success ? parsed.output : DEFAULTS;
	} catch {
		// Another tab or an older release may have written anything.
		return DEFAULTS;
	}
}

/** Leaves nothing of this screen in the browser, nor what pusher-js notes of its transports. */
export function forgetEverything(storage: Storage): void {
	for (const prefix of [PREFIX, 'pusherTransport']) storage.forget(prefix);
}
