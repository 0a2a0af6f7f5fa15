import { describe, expect, test } from 'vitest';
import {
	DEPLOY_WAITS_MS,
	IDLE_MS,
	isDeployReloadDue,
	isNightReloadDue,
	NIGHT_PAUSE_MS,
	QUIET_AT_NIGHT_MS,
	QUIET_FOR_DEPLOY_MS,
} from './reloads.ts';

const NOW = 1_000_000_000;
const night = {
	now: NOW,
	loadedAt: NOW - NIGHT_PAUSE_MS,
	lastEventAt: NOW - QUIET_AT_NIGHT_MS,
	hasOpenCritical: false,
};

describe('the reload of the night', () => {
	test('is due at four by the shop’s clock when nothing came for a minute', () => {
		expect(isNightReloadDue(night, '04:00')).toBe(true);
		expect(isNightReloadDue({ ...night, lastEventAt: null }, '05:59')).toBe(true);
	});

	test.each(['03:59', '06:00', '14:00'])('is not due at %s', (time) => {
		expect(isNightReloadDue(night, time)).toBe(false);
	});

	test('waits while orders come, and while a critical alert is open', () => {
		expect(isNightReloadDue({ ...night, lastEventAt: NOW - QUIET_AT_NIGHT_MS + 1 }, '04:00')).toBe(false);
		expect(isNightReloadDue({ ...night, hasOpenCritical: true }, '04:00')).toBe(false);
	});

	test('is one a night: a page that was loaded in these hours stays', () => {
		expect(isNightReloadDue({ ...night, loadedAt: NOW - 2 * 3_600_000 }, '05:59')).toBe(false);
	});
});

describe('the reload for a new release', () => {
	const facts = { now: NOW, lastEventAt: NOW - QUIET_FOR_DEPLOY_MS, hasOpenCritical: false };

	test('comes to a wall once nothing came for half a minute, and after ten minutes whatever comes', () => {
		expect(isDeployReloadDue(facts, NOW, null)).toBe(true);
		const busy = { ...facts, lastEventAt: NOW - 1 };
		expect(isDeployReloadDue(busy, NOW, null)).toBe(false);
		expect(isDeployReloadDue(busy, NOW - DEPLOY_WAITS_MS, null)).toBe(true);
	});

	test('comes to a desk once nobody has touched it for five minutes, however long it waits', () => {
		expect(isDeployReloadDue(facts, 0, NOW - IDLE_MS)).toBe(true);
		expect(isDeployReloadDue(facts, 0, NOW - IDLE_MS + 1)).toBe(false);
	});

	test('waits while a critical alert is open', () => {
		expect(isDeployReloadDue({ ...facts, hasOpenCritical: true }, 0, null)).toBe(false);
	});
});
