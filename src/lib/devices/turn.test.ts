import { describe, expect, test } from 'vitest';
import { createTurn } from './turn.ts';

/** Exclusive locks of one name as a browser has them, shared by the tabs of a test. */
function createLocks() {
	type Grant = (lock: Lock | null) => unknown;
	interface Entry {
		readonly run: () => void;
		readonly reject: (error: DOMException) => void;
	}
	let held: Entry | null = null;
	const queue: Entry[] = [];
	const aborted = () => new DOMException('aborted', 'AbortError');
	const next = () => {
		held = queue.shift() ?? null;
		held?.run();
	};
	const request = (name: string, { steal, ifAvailable, signal }: LockOptions, grant: Grant) =>
		new Promise<void>((resolve, reject) => {
			const lock = { name, mode: 'exclusive' } as const;
			const entry: Entry = {
				reject,
				run: () =>
					void Promise.resolve()
						.then(() => grant(lock))
						.then(() => {
							resolve();
							if (held === entry) next();
						}),
			};
			if (steal) {
				held?.reject(aborted());
				held = entry;
				return entry.run();
			}
			if (ifAvailable && held !== null) return void Promise.resolve().then(() => resolve(void grant(null)));
			signal?.addEventListener('abort', () => {
				const index = queue.indexOf(entry);
				if (index >= 0) queue.splice(index, 1);
				reject(aborted());
			});
			queue.push(entry);
			if (held === null) next();
		});
	return { request } as unknown as Pick<LockManager, 'request'>;
}

function createTabs() {
	const locks = createLocks();
	return function openTab({ isLookedAt = false, hasLocks = true } = {}) {
		const document = Object.assign(new EventTarget(), {
			hidden: !isLookedAt,
			hasFocus: () => !document.hidden,
		});
		const window = new EventTarget();
		const turn = createTurn('sound', { locks: hasLocks ? locks : undefined, window, document });
		const told: boolean[] = [];
		turn.onTurn((isMine) => told.push(isMine));
		const stop = turn.start();
		return {
			turn,
			told,
			stop,
			look() {
				document.hidden = false;
				window.dispatchEvent(new Event('focus'));
			},
			leave: () => void (document.hidden = true),
		};
	};
}

/** Until all that can happen with the locks has happened. */
const settle = async () => {
	for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('of several tabs', () => {
	test('the first one that can act does, and the next one as soon as it is closed', async () => {
		const open = createTabs();
		const [first, second, third] = [open(), open(), open()];
		for (const { turn } of [first, second, third]) {
			turn.offer(true);
			await settle();
		}
		expect([first, second, third].map(({ turn }) => turn.isMine)).toEqual([true, false, false]);
		first.stop();
		await settle();
		expect([second, third].map(({ turn }) => turn.isMine)).toEqual([true, false]);
		second.stop();
		third.stop();
	});

	test('the one that is looked at takes it, and gives it to the one that is looked at next', async () => {
		const open = createTabs();
		const hidden = open();
		hidden.turn.offer(true);
		await settle();
		const seen = open({ isLookedAt: true });
		seen.turn.offer(true);
		await settle();
		expect([hidden.turn.isMine, seen.turn.isMine]).toEqual([false, true]);
		seen.leave();
		hidden.look();
		await settle();
		expect([hidden.turn.isMine, seen.turn.isMine]).toEqual([true, false]);
		hidden.stop();
		await settle();
		expect(seen.turn.isMine).toBe(true);
		seen.stop();
	});

	test('one takes it when it is told to, though nobody looks at it', async () => {
		const open = createTabs();
		const [first, second] = [open(), open()];
		first.turn.offer(true);
		second.turn.offer(true);
		await settle();
		second.turn.take();
		await settle();
		expect([first.turn.isMine, second.turn.isMine]).toEqual([false, true]);
		first.stop();
		second.stop();
	});

	test('one that cannot act never has it, and gives it away when it cannot any more', async () => {
		const open = createTabs();
		const [mute, able] = [open({ isLookedAt: true }), open()];
		mute.turn.offer(false);
		able.turn.offer(true);
		await settle();
		mute.look();
		await settle();
		expect(able.turn.isMine).toBe(true);
		mute.turn.offer(true);
		await settle();
		expect(able.turn.isMine).toBe(false);
		mute.turn.offer(false);
		await settle();
		expect(able.turn.isMine).toBe(true);
		mute.stop();
		able.stop();
	});

	test('one that changes its mind before it was answered never takes itself for another', async () => {
		const open = createTabs();
		const tab = open({ isLookedAt: true });
		for (const canAct of [true, false, true]) tab.turn.offer(canAct);
		await settle();
		expect([tab.turn.isMine, tab.told]).toEqual([true, []]);
		tab.stop();
	});

	test('one has it however fast they change their minds', async () => {
		const open = createTabs();
		const tabs = [open(), open({ isLookedAt: true }), open()];
		for (let round = 0; round < 40; round += 1) {
			for (const [index, tab] of tabs.entries()) {
				tab.turn.offer((round * 7 + index * 3) % 4 < 2);
				if ((round + index) % 5 === 0) tab.look();
				if ((round + index) % 3 === 0) tab.leave();
			}
			if (round % 6 === 0) await settle();
		}
		for (const { turn } of tabs) turn.offer(true);
		await settle();
		expect(tabs.filter(({ turn }) => turn.isMine)).toHaveLength(1);
		tabs.find(({ turn }) => turn.isMine)?.stop();
		await settle();
		for (const { stop } of tabs) stop();
	});
});

test('every tab has its turn where there are no locks, or where they are refused', async () => {
	const open = createTabs();
	const [one, other] = [open({ hasLocks: false }), open({ hasLocks: false, isLookedAt: true })];
	const refused = createTurn('refused', {
		locks: { request: () => Promise.reject(new DOMException('no', 'SecurityError')) },
		window: new EventTarget(),
		document: Object.assign(new EventTarget(), { hidden: true, hasFocus: () => false }),
	});
	for (const turn of [one.turn, other.turn, refused]) turn.offer(true);
	await settle();
	expect([one.turn.isMine, other.turn.isMine, refused.isMine]).toEqual([true, true, true]);
	expect([...one.told, ...other.told]).toEqual([]);
});
