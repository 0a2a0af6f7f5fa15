import { describe, expect, test } from 'vitest';
import type { SystemAlerted } from '../contract/events.ts';
import type { WakeLockState } from '../devices/wake-lock.ts';
import {
	applyAcknowledgement,
	createAcknowledgement,
	createSystem,
	noteSystemAlert,
	selectSystem,
} from '../domain/system.ts';
import { Wall, type WallSource } from './wall.svelte.ts';

/** 11:00 in the shop. */
const NOON = Date.parse('2026-11-21T03:00:00Z');
const ALL = ['floor', 'stock', 'people'] as const;

function alerted(
	id: string,
	severity: 'high' | 'critical' | 'medium',
	at: number,
	isResolved = false,
): SystemAlerted {
	return {
		type: 'system.alerted',
		source: 'monitoring',
		receivedAt: at,
		occurredAt: null,
		version: null,
		alert: {
			id,
			severity,
			severityWord: severity,
			kind: 'error',
			isMaintenance: false,
			component: null,
			title: id,
			message: null,
			isResolved,
		},
	} as SystemAlerted;
}

function createWorld(at = NOON) {
	let now = at;
	let system = createSystem();
	let say: (state: WakeLockState) => void = () => {};
	let held = 0;
	const source: WallSource = {
		get now() {
			return now;
		},
		feed: [],
		get system() {
			return selectSystem(system, now, null);
		},
	};
	const create = () =>
		new Wall(source, {
			wakeLock: {
				hold(listener) {
					held += 1;
					say = listener;
					return () => (held -= 1);
				},
			},
			quietHours: () => ({ isOn: false, from: '22:00', until: '07:00' }),
			zone: 'Asia/Kuala_Lumpur',
		});
	return {
		create,
		pass: (ms: number) => (now += ms),
		raise: (id: string, severity: 'high' | 'critical' | 'medium', isResolved = false) =>
			(system = noteSystemAlert(system, alerted(id, severity, now, isResolved))),
		take(id: string, severity: 'high' | 'critical') {
			const opening = { ref: `monitoring:${id}`, openedAt: now, severity };
			system = applyAcknowledgement(
				system,
				createAcknowledgement(opening, { id: '7', name: 'Mei Lin Chong' }, now),
			);
		},
		held: () => held,
		say: (state: WakeLockState) => say(state),
	};
}

describe('what takes a wall', () => {
	test('is the oldest critical that nobody has taken; the band keeps what was taken', () => {
		const { create, raise, pass, take } = createWorld();
		raise('one', 'critical');
		pass(1_000);
		raise('two', 'critical');
		raise('three', 'high');
		expect(create().alerts).toMatchObject({
			takeover: { title: 'one' },
			moreCritical: 1,
			band: { title: 'three' },
		});
		take('one', 'critical');
		expect(create().alerts).toMatchObject({ takeover: { title: 'two' }, moreCritical: 0 });
		take('two', 'critical');
		raise('three', 'high', true);
		expect(create().alerts).toMatchObject({
			takeover: null,
			band: { severity: 'critical', acknowledgement: { by: { name: 'Mei Lin Chong' } } },
			lastClosed: { title: 'three' },
		});
	});

	test('is nothing while only mild alerts are open, which are counted', () => {
		const { create, raise } = createWorld();
		raise('one', 'medium');
		expect(create().alerts).toMatchObject({ takeover: null, band: null, mild: 1 });
	});
});

describe('a wall', () => {
	test('turns its pages from the moment it was opened, and stays on the floor for a high alert', () => {
		const { create, raise, pass } = createWorld();
		const wall = create();
		wall.open();
		expect(wall.page(ALL)).toBe('floor');
		pass(40_000);
		expect(wall.page(ALL)).toBe('stock');
		raise('one', 'high');
		const alarmed = create();
		alarmed.open();
		pass(40_000);
		expect(alarmed.page(ALL)).toBe('floor');
	});

	test('holds what keeps it lit for as long as it is open, and tells of its loss', () => {
		const { create, held, say } = createWorld();
		const wall = create();
		expect([wall.isOpen, held()]).toEqual([false, 0]);
		const close = wall.open();
		expect([wall.isOpen, held(), wall.wakeLock]).toEqual([true, 1, 'asking']);
		say('lost');
		expect(wall.wakeLock).toBe('lost');
		close();
		expect([wall.isOpen, held()]).toEqual([false, 0]);
	});

	test('has a night by the shop’s clock, also where the quiet hours mute nothing', () => {
		expect(createWorld(Date.parse('2026-11-21T14:00:00Z')).create().isNight).toBe(true);
		expect(createWorld(Date.parse('2026-11-21T22:59:00Z')).create().isNight).toBe(true);
		expect(createWorld().create().isNight).toBe(false);
	});
});
