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
	const levels: number[] = [];
	class FakeHowl {
		#options: Options;
		#state: 'loading' | 'loaded' = 'loading';
		#level = 1;
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
		volume(level: number) {
			this.#level = level;
		}
		play() {
			played.push(this.name);
			levels.push(this.#level);
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
	/** Runs when it may, like a browser's: `needsGesture` refuses until a test takes it back. */
	class FakeContext extends EventTarget {
		state = 'suspended';
		needsGesture = false;
		isStuck = false;
		nudges = 0;
		sampleRate = 16_000;
		destination = {};
		get currentTime() {
			return this.isStuck ? 7 : Date.now() / 1_000;
		}
		become(state: string) {
			this.state = state;
			this.dispatchEvent(new Event('statechange'));
		}
		async resume() {
			if (this.needsGesture) throw new DOMException('not now', 'NotAllowedError');
			this.become('running');
		}
		async suspend() {
			this.isStuck = false;
			this.become('suspended');
		}
		createBuffer() {
			return {};
		}
		createBufferSource() {
			return { connect() {}, start: () => void (this.nudges += 1) };
		}
	}
	const context = new FakeContext();
	const Howler = { usingWebAudio: true, ctx: context, autoSuspend: true, autoUnlock: true, volume: vi.fn() };
	return { made, played, levels, context, module: { Howl: FakeHowl, Howler } };
});
vi.mock('howler', () => howler.module);

const page = new EventTarget();
const tab = Object.assign(new EventTarget(), { hidden: false });

class FakeElement extends EventTarget {
	#isInButton: boolean;
	constructor(isInButton: boolean) {
		super();
		this.#isInButton = isInButton;
	}
	closest() {
		return this.#isInButton ? this : null;
	}
}

function press(type: 'click' | 'keydown', isOnButton = false): void {
	const event = new Event(type);
	Object.defineProperty(event, 'target', { value: new FakeElement(isOnButton) });
	page.dispatchEvent(event);
}

beforeEach(() => {
	vi.useFakeTimers();
	howler.made.length = 0;
	howler.played.length = 0;
	howler.levels.length = 0;
	Object.assign(howler.context, { state: 'suspended', needsGesture: false, isStuck: false, nudges: 0 });
	howler.module.Howler.volume.mockClear();
	vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
	vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
	vi.stubGlobal('Element', FakeElement);
	vi.stubGlobal('document', tab);
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
		press('keydown');
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

	test('plays softer by so many decibels, and only that once', async () => {
		const { desk, stop } = await createDesk();
		loadAll();
		await desk.allow();
		desk.play('alert-critical', 6);
		desk.play('alert-critical');
		expect(howler.levels[0]).toBeCloseTo(0.501, 3);
		expect(howler.levels[1]).toBe(1);
		stop();
	});

	test('leaves a key on a button to the click that follows it', async () => {
		const { desk, stop } = await createDesk();
		loadAll();
		press('keydown', true);
		await vi.advanceTimersByTimeAsync(0);
		expect(desk.capability).toBe('needs-gesture');
		press('click', true);
		await vi.advanceTimersByTimeAsync(0);
		expect(desk.capability).toBe('ready');
		expect(howler.module.Howler.autoUnlock).toBe(false);
		stop();
	});

	describe('that was suspended later', () => {
		async function createRunningDesk() {
			const { desk, stop } = await createDesk();
			loadAll();
			await desk.allow();
			return { desk, stop };
		}

		test.each(['suspended', 'interrupted'])('is blocked at once when it is %s', async (state) => {
			const { desk, stop } = await createRunningDesk();
			howler.context.needsGesture = true;
			howler.context.become(state);
			expect(desk.capability).toBe('needs-gesture');
			expect(desk.play('order')).toBe(false);
			await vi.advanceTimersByTimeAsync(10_000);
			expect(desk.capability).toBe('needs-gesture');
			howler.context.needsGesture = false;
			press('click');
			await vi.advanceTimersByTimeAsync(0);
			expect(desk.play('order')).toBe(true);
			stop();
		});

		test('runs on by itself where the browser allows it, at once or when the tab is seen again', async () => {
			const { desk, stop } = await createRunningDesk();
			howler.context.become('suspended');
			await vi.advanceTimersByTimeAsync(0);
			expect(desk.capability).toBe('ready');
			howler.context.needsGesture = true;
			howler.context.become('interrupted');
			await vi.advanceTimersByTimeAsync(0);
			howler.context.needsGesture = false;
			tab.dispatchEvent(new Event('visibilitychange'));
			await vi.advanceTimersByTimeAsync(0);
			expect(desk.capability).toBe('ready');
			stop();
		});

		test('never asks to run before the first gesture: a browser would complain', async () => {
			const resume = vi.spyOn(howler.context, 'resume');
			const { stop } = await createDesk();
			loadAll();
			tab.dispatchEvent(new Event('visibilitychange'));
			await vi.advanceTimersByTimeAsync(5_000);
			expect(resume).not.toHaveBeenCalled();
			resume.mockRestore();
			stop();
		});

		test('is blocked within a second and a half when its clock stands still though it says that it runs', async () => {
			const { desk, stop } = await createRunningDesk();
			await vi.advanceTimersByTimeAsync(5_000);
			expect(howler.context.nudges).toBe(0);
			howler.context.isStuck = true;
			await vi.advanceTimersByTimeAsync(1_500);
			expect(howler.context.nudges).toBe(1);
			expect(desk.capability).toBe('needs-gesture');
			press('click');
			await vi.advanceTimersByTimeAsync(0);
			expect(desk.capability).toBe('ready');
			await vi.advanceTimersByTimeAsync(5_000);
			expect(desk.capability).toBe('ready');
			stop();
		});
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
