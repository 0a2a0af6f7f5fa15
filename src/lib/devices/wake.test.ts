import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWake } from './wake.ts';

class FakeDocument extends EventTarget {
	hidden = false;

	turn(hidden: boolean): void {
		this.hidden = hidden;
		this.dispatchEvent(new Event('visibilitychange'));
	}
}

function createWorld() {
	const window = new EventTarget();
	const document = new FakeDocument();
	const heard: string[] = [];
	const wake = createWake({
		window,
		document,
		now: () => Date.now(),
		after(delayMs, run) {
			const timer = setTimeout(run, delayMs);
			return () => clearTimeout(timer);
		},
	});
	const stop = wake.onWake((why) => heard.push(why));
	const stopOffline = wake.onOffline(() => heard.push('offline'));
	/** The computer sleeps: time passes and no timer runs. */
	const sleep = (ms: number) => {
		vi.setSystemTime(Date.now() + ms);
		vi.advanceTimersByTime(1_000);
	};
	return { window, document, heard, stop, stopOffline, sleep };
}

describe('waking', () => {
	beforeEach(() => vi.useFakeTimers());
	afterEach(() => vi.useRealTimers());

	test('is told by the page that is looked at again, restored, resumed, or back on the network', () => {
		const { window, document, heard } = createWorld();
		document.turn(true);
		expect(heard).toEqual([]);
		document.turn(false);
		document.dispatchEvent(new Event('resume'));
		window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
		window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
		window.dispatchEvent(new Event('online'));
		expect(heard).toEqual(['visible', 'resumed', 'restored', 'online']);
	});

	test('is known from a clock that jumped by more than 10 s, and by nothing less', () => {
		const { heard, sleep } = createWorld();
		vi.advanceTimersByTime(60_000);
		sleep(9_000);
		expect(heard).toEqual([]);
		sleep(9_001);
		expect(heard).toEqual(['clock-jumped']);
		vi.advanceTimersByTime(60_000);
		expect(heard).toHaveLength(1);
	});

	test('is not read from the timers of a hidden page, which run once a minute', () => {
		const { document, heard, sleep } = createWorld();
		document.turn(true);
		sleep(59_000);
		document.hidden = false;
		sleep(59_000);
		expect(heard).toEqual([]);
		document.hidden = true;
		vi.advanceTimersByTime(1_000);
		sleep(89_001);
		expect(heard).toEqual(['clock-jumped']);
	});

	test('tells of a clock that was set back once: what comes would be older than what was', () => {
		const { heard, sleep } = createWorld();
		sleep(-3_600_000);
		expect(heard).toEqual(['clock-jumped']);
	});

	test('tells of the network that went', () => {
		const { window, heard } = createWorld();
		window.dispatchEvent(new Event('offline'));
		expect(heard).toEqual(['offline']);
	});

	test('leaves nothing behind after stop', () => {
		const { window, document, heard, stop, stopOffline } = createWorld();
		stop();
		stopOffline();
		window.dispatchEvent(new Event('online'));
		window.dispatchEvent(new Event('offline'));
		document.turn(false);
		expect(heard).toEqual([]);
		expect(vi.getTimerCount()).toBe(0);
	});
});
