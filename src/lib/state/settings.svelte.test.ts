import { describe, expect, test } from 'vitest';
import { SOUND_NAMES } from '../domain/signals.ts';
import { SettingsStore, type Settings } from './settings.svelte.ts';

const KEY = 'watchfloor.settings.1';

function createBrowser(kept: Record<string, string> = {}) {
	const entries = new Map(Object.entries(kept));
	return {
		entries,
		storage: {
			read: (key: string) => entries.get(key) ?? null,
			write: (key: string, text: string) => void entries.set(key, text),
			forget(prefix: string) {
				for (const key of [...entries.keys()]) if (key.startsWith(prefix)) entries.delete(key);
			},
		},
	};
}

const read = (kept: unknown): Settings => {
	const text = typeof kept === 'string' ? kept : JSON.stringify(kept);
	return new SettingsStore(createBrowser({ [KEY]: text }).storage).values;
};

const USUAL = new SettingsStore(createBrowser().storage).values;

describe('the preferences of a browser', () => {
	test('begin with every sound on at 40 %, no notifications, the system’s colours', () => {
		expect(USUAL).toMatchObject({
			isSoundOn: true,
			volume: 0.4,
			quietHours: { isOn: false, from: '22:00', until: '07:00' },
			areNotificationsOn: false,
			theme: 'system',
			density: 'regular',
			columns: null,
			feedFilter: 'all',
			areShortcutsOn: true,
			language: 'system',
		});
		expect(USUAL.sounds).toEqual(Object.fromEntries(SOUND_NAMES.map((name) => [name, true])));
	});

	test('are kept over a reload', () => {
		const { storage } = createBrowser();
		const store = new SettingsStore(storage);
		const values: Settings = {
			isSoundOn: false,
			volume: 0.75,
			sounds: { ...USUAL.sounds, order: false },
			quietHours: { isOn: true, from: '23:30', until: '06:15' },
			areNotificationsOn: true,
			theme: 'light',
			density: 'compact',
			columns: ['number', 'total'],
			feedFilter: 'changes',
			areShortcutsOn: false,
			language: 'ms',
		};
		store.change(values);
		expect(new SettingsStore(storage).values).toEqual(values);
		store.isSoundOn = true;
		expect(new SettingsStore(storage).values).toEqual({ ...values, isSoundOn: true });
	});

	test('of the first release are still read', () => {
		expect(read({ isSoundOn: false })).toEqual({ ...USUAL, isSoundOn: false });
	});

	test.each(['', 'null', '[]', '7', '"text"', '{', '{"isSoundOn"'])(
		'count as absent when %j is kept',
		(text) => {
			expect(read(text)).toEqual(USUAL);
		},
	);

	test.each([
		[{ volume: 2 }],
		[{ volume: -0.1 }],
		[{ volume: null }],
		[{ volume: '0.4' }],
		[{ sounds: [] }],
		[{ sounds: { order: 'yes' } }],
		[{ theme: 'sepia' }],
		[{ density: 40 }],
		[{ columns: [1] }],
		[{ columns: Array.from({ length: 51 }, String) }],
		[{ areShortcutsOn: 0 }],
		[{ areNotificationsOn: 'true' }],
	])('lose only the value that cannot be read: %j', (wrong) => {
		expect(read({ isSoundOn: false, ...wrong })).toEqual({ ...USUAL, isSoundOn: false });
	});

	test('of a release with fewer sounds have the new ones on', () => {
		expect(read({ sounds: { order: false } }).sounds).toEqual({ ...USUAL.sounds, order: false });
	});

	test('keep what can be read of the quiet hours', () => {
		const kept = { isOn: true, from: '25:00', until: '06:30' };
		expect(read({ quietHours: kept }).quietHours).toEqual({ isOn: true, from: '22:00', until: '06:30' });
		expect(read({ quietHours: 'always' }).quietHours).toEqual(USUAL.quietHours);
	});

	test('follow what another tab changes, until they are stopped', () => {
		const { storage } = createBrowser();
		let tell = (_text: string | null) => {};
		const stopped: string[] = [];
		const store = new SettingsStore({
			...storage,
			onKept(key, listener) {
				tell = listener;
				return () => stopped.push(key);
			},
		});
		const stop = store.start();
		tell(JSON.stringify({ isSoundOn: false }));
		expect(store.isSoundOn).toBe(false);
		tell(null);
		expect(store.values).toEqual(USUAL);
		stop();
		expect(stopped).toEqual([KEY]);
	});

	test('never hold a value out of bounds', () => {
		const store = new SettingsStore(createBrowser().storage);
		store.change({ volume: Number.NaN });
		expect(store.values.volume).toBe(0.4);
	});

	test('are forgotten with everything else of this screen, and with nothing of another', () => {
		const { storage, entries } = createBrowser({ 'watchfloor.other.1': 'x', 'shop.token': 'y' });
		const store = new SettingsStore(storage);
		store.change({ theme: 'dark' });
		store.clear();
		expect([...entries.keys()]).toEqual(['shop.token']);
		expect(store.values).toEqual(USUAL);
	});
});
