import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ASK_AGAIN_MS, createWakeLock } from './wake-lock.ts';

class FakeDocument extends EventTarget {
	hidden = false;

	turn(hidden: boolean): void {
		this.hidden = hidden;
		this.dispatchEvent(new Event('visibilitychange'));
	}
}

class FakeLock extends EventTarget {
	isHeld = true;

	async release(): Promise<void> {
		this.isHeld = false;
		this.dispatchEvent(new Event('release'));
	}
}

function createWorld({ isSecure = true, isKnown = true } = {}) {
	const document = new FakeDocument();
	const locks: FakeLock[] = [];
	const heard: string[] = [];
	let isRefusing = false;
	const wakeLock = {
		request: async () => {
			if (isRefusing) throw new Error('not allowed');
			locks.push(new FakeLock());
			return locks.at(-1) as unknown as WakeLockSentinel;
		},
	};
	const stop = createWakeLock({
		navigator: isKnown ? { wakeLock } : {},
		document,
		isSecure,
		after(delayMs, run) {
			const timer = setTimeout(run, delayMs);
			return () => clearTimeout(timer);
		},
	}).hold((state) => heard.push(state));
	const settle = () => vi.advanceTimersByTimeAsync(0);
	return { document, locks, heard, stop, settle, refuse: (is: boolean) => (isRefusing = is) };
}

describe('the lock that keeps a screen lit', () => {
	beforeEach(() => vi.useFakeTimers());
	afterEach(() => vi.useRealTimers());

	test('is held at once, and let go at the end without a word of loss', async () => {
		const { locks, heard, stop, settle } = createWorld();
		await settle();
		expect(heard).toEqual(['asking', 'held']);
		stop();
		expect(locks[0]?.isHeld).toBe(false);
		expect(heard).toEqual(['asking', 'held']);
		expect(vi.getTimerCount()).toBe(0);
	});

	test('is said to be lost when the system takes it, and is asked for again', async () => {
		const { locks, heard, settle } = createWorld();
		await settle();
		await locks[0]?.release();
		expect(heard.at(-1)).toBe('lost');
		await vi.advanceTimersByTimeAsync(ASK_AGAIN_MS);
		expect(heard.at(-1)).toBe('held');
		expect(locks).toHaveLength(2);
	});

	test('is asked for when the page is looked at again, not while it is hidden', async () => {
		const { document, locks, heard, settle } = createWorld();
		await settle();
		document.turn(true);
		await locks[0]?.release();
		await vi.advanceTimersByTimeAsync(ASK_AGAIN_MS * 3);
		expect(locks).toHaveLength(1);
		document.turn(false);
		await settle();
		expect(heard.at(-1)).toBe('held');
	});

	test('is said to be refused, and asked for again until it is given', async () => {
		const { heard, refuse, locks, document, settle } = createWorld();
		await settle();
		refuse(true);
		await locks[0]?.release();
		document.turn(false);
		await settle();
		expect(heard.at(-1)).toBe('refused');
		refuse(false);
		await vi.advanceTimersByTimeAsync(ASK_AGAIN_MS);
		expect(heard.at(-1)).toBe('held');
	});

	test('is said to be missing: for want of HTTPS, or in this browser', () => {
		expect(createWorld({ isKnown: false, isSecure: false }).heard).toEqual(['insecure']);
		expect(createWorld({ isKnown: false }).heard).toEqual(['unsupported']);
	});
});
