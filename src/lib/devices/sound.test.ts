import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSoundDesk } from './sound.ts';

/** Stands in for the library: files load when the test says so. */
const howler = vi.hoisted(() => {
	interface Options {
		readonly src: string[];
		readonly onload: () => void;
		readonly onloaderror: () => void;
	}
	const made: FakeHowl[] = [];
	const played: string[] = [];
	class FakeHowl {
		#options: Options;
		#state: 'loading' | 'loaded' = 'loading';
		constructor(options: Options) {
			this.#options = options;
			made.push(this);
		}
		get name() {
			return /([^/]+)\.wav$/.exec(this.#options.src[0] ?? '')?.[1] ?? '';
		}
		get src() {
			return this.#options.src[0];
		}
		state() {
			return this.#state;
		}
		play() {
			played.push(this.name);
		}
		unload() {}
		load() {
			this.#state = 'loaded';
			this.#options.onload();
		}
		fail() {
			this.#options.onloaderror();
		}
	}
	const context = Object.assign(new EventTarget(), {
		state: 'suspended',
		async resume() {
			context.state = 'running';
			context.dispatchEvent(new Event('statechange'));
		},
	});
	const Howler = { usingWebAudio: true, ctx: context, autoSuspend: true, volume: vi.fn() };
	return { made, played, context, module: { Howl: FakeHowl, Howler } };
});
vi.mock('howler', () => howler.module);

const page = new EventTarget();

beforeEach(() => {
	vi.useFakeTimers();
	howler.made.length = 0;
	howler.played.length = 0;
	howler.context.state = 'suspended';
	howler.module.Howler.volume.mockClear();
	vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
	vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
	vi.stubGlobal('HTMLButtonElement', class {});
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

async function createDesk() {
	const desk = createSoundDesk('/floor');
	const stop = desk.start();
	await vi.advanceTimersByTimeAsync(300);
	return { desk, stop };
}
const loadAll = () => howler.made.forEach((howl) => howl.load());
const howlOf = (name: string) => howler.made.findLast((howl) => howl.name === name);

describe('the sound desk', () => {
	test('fetches every sound before it is needed, under the page’s own path', async () => {
		const { stop } = await createDesk();
		expect(howler.made.map(({ src }) => src).sort()).toEqual([
			'/floor/sounds/alert-critical.wav',
			'/floor/sounds/alert-high.wav',
			'/floor/sounds/line-back.wav',
			'/floor/sounds/line-lost.wav',
			'/floor/sounds/order.wav',
			'/floor/sounds/payment-failed.wav',
			'/floor/sounds/stock.wav',
		]);
		stop();
	});

	test('plays what is asked for once a gesture allowed it, and nothing before', async () => {
		const { desk, stop } = await createDesk();
		loadAll();
		expect(desk.capability).toBe('needs-gesture');
		expect(desk.play('alert-high')).toBe(false);
		page.dispatchEvent(new Event('keydown'));
		await vi.advanceTimersByTimeAsync(0);
		expect(desk.play('line-lost')).toBe(true);
		expect(howler.played).toEqual(['line-lost']);
		stop();
	});

	test('allows and plays in one press when a sound is tried', async () => {
		const { desk, stop } = await createDesk();
		loadAll();
		expect(await desk.test('stock')).toBe(true);
		expect(howler.played).toEqual(['stock']);
		stop();
	});

	test('takes the volume before and after the library is there, within its bounds', async () => {
		const desk = createSoundDesk('');
		desk.setVolume(0.7);
		const stop = desk.start();
		await vi.advanceTimersByTimeAsync(300);
		desk.setVolume(3);
		desk.setVolume(-1);
		expect(howler.module.Howler.volume.mock.calls.map(([volume]) => volume as number)).toEqual([0.7, 1, 0]);
		stop();
	});

	test('plays the others while one is missing, and fetches that one again', async () => {
		const { desk, stop } = await createDesk();
		howler.made.filter(({ name }) => name !== 'stock').forEach((howl) => howl.load());
		howlOf('stock')?.fail();
		await desk.allow();
		expect(desk.capability).toBe('ready');
		expect(desk.play('stock')).toBe(false);
		expect(desk.play('order')).toBe(true);
		await vi.advanceTimersByTimeAsync(10_000);
		expect(howler.made).toHaveLength(8);
		howlOf('stock')?.load();
		expect(desk.play('stock')).toBe(true);
		stop();
	});

	test('says that there is no sound while none can be loaded, until it can', async () => {
		const { desk, stop } = await createDesk();
		const told: string[] = [];
		desk.onCapability((capability) => told.push(capability));
		howler.made.slice().forEach((howl) => howl.fail());
		await vi.advanceTimersByTimeAsync(10_000);
		loadAll();
		expect(told).toEqual(['unsupported', 'needs-gesture']);
		stop();
	});

	test('asks for nothing more after it stopped', async () => {
		const { stop } = await createDesk();
		howlOf('order')?.fail();
		stop();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(howler.made).toHaveLength(7);
		expect(vi.getTimerCount()).toBe(0);
	});
});
