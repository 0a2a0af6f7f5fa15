import { afterEach, describe, expect, test, vi } from 'vitest';
import { createNotifier } from './notifier.ts';

/** A browser that records what it was told to show. */
function createBrowser(
	permission: NotificationPermission,
	options: { isSecure?: boolean; refuses?: boolean } = {},
) {
	const shown: FakeNotification[] = [];
	const permissions = Object.assign(new EventTarget(), { state: 'prompt' });
	const page = Object.assign(new EventTarget(), { hidden: true });
	const focus = vi.fn();
	let answer: NotificationPermission = 'granted';
	class FakeNotification {
		static permission = permission;
		static async requestPermission() {
			FakeNotification.permission = answer;
			return answer;
		}
		onclick: (() => void) | null = null;
		onclose: (() => void) | null = null;
		isClosed = false;
		title: string;
		options: NotificationOptions;
		constructor(title: string, given: NotificationOptions) {
			if (options.refuses) throw new TypeError('Illegal constructor');
			this.title = title;
			this.options = given;
			shown.push(this);
		}
		close() {
			this.isClosed = true;
			this.onclose?.();
		}
	}
	vi.stubGlobal('Notification', FakeNotification);
	vi.stubGlobal('isSecureContext', options.isSecure ?? true);
	vi.stubGlobal('document', page);
	vi.stubGlobal('window', { focus });
	vi.stubGlobal('navigator', { permissions: { query: async () => permissions } });
	return {
		shown,
		focus,
		answerWith: (next: NotificationPermission) => (answer = next),
		/** Somebody changes it in the browser's own settings. */
		change(next: NotificationPermission) {
			FakeNotification.permission = next;
			permissions.dispatchEvent(new Event('change'));
		},
		look(isHidden: boolean) {
			page.hidden = isHidden;
			page.dispatchEvent(new Event('visibilitychange'));
		},
	};
}

const NOTE = { title: 'Payment failed', body: 'GrabPay, MYR 84.00', tag: 'payment-failed' };

afterEach(() => vi.unstubAllGlobals());

describe('notifications', () => {
	test('are shown while the page is hidden, without a sound of their own', () => {
		const browser = createBrowser('granted');
		expect(createNotifier('/favicon.svg').show(NOTE)).toBe(true);
		expect(browser.shown.map(({ title, options }) => ({ title, ...options }))).toEqual([
			{ ...NOTE, icon: '/favicon.svg', silent: true },
		]);
	});

	test('are not shown to somebody who looks at the page', () => {
		const browser = createBrowser('granted');
		const notifier = createNotifier('');
		browser.look(false);
		expect(notifier.show(NOTE)).toBe(false);
		expect(browser.shown).toEqual([]);
	});

	test('bring the page to the front when they are clicked', () => {
		const browser = createBrowser('granted');
		createNotifier('').show(NOTE);
		browser.shown[0]?.onclick?.();
		expect(browser.focus).toHaveBeenCalledOnce();
		expect(browser.shown[0]?.isClosed).toBe(true);
	});

	test('go away when the page is seen again, and when it stops', () => {
		const browser = createBrowser('granted');
		const notifier = createNotifier('');
		const stop = notifier.start();
		notifier.show(NOTE);
		browser.look(false);
		browser.look(true);
		notifier.show(NOTE);
		expect(browser.shown.map(({ isClosed }) => isClosed)).toEqual([true, false]);
		stop();
		expect(browser.shown[1]?.isClosed).toBe(true);
	});

	test.each(['denied', 'default'] as const)('are not shown while the permission is %s', (permission) => {
		const browser = createBrowser(permission);
		const notifier = createNotifier('');
		expect(notifier.capability).toBe(permission);
		expect(notifier.show(NOTE)).toBe(false);
		expect(browser.shown).toEqual([]);
	});

	test.each(['granted', 'denied'] as const)('tell what was answered: %s', async (answer) => {
		const browser = createBrowser('default');
		browser.answerWith(answer);
		const notifier = createNotifier('');
		const told: string[] = [];
		notifier.onCapability((capability) => told.push(capability));
		await notifier.ask();
		await notifier.ask();
		expect(told).toEqual([answer]);
		expect(notifier.capability).toBe(answer);
	});

	test('tell what is changed in the browser’s own settings, until they stop', async () => {
		const browser = createBrowser('denied');
		const notifier = createNotifier('');
		const told: string[] = [];
		notifier.onCapability((capability) => told.push(capability));
		const stop = notifier.start();
		await Promise.resolve();
		browser.change('granted');
		stop();
		browser.change('denied');
		expect(told).toEqual(['granted']);
	});

	test('are unsupported on a page without https, and where the browser has none', () => {
		createBrowser('default', { isSecure: false });
		expect(createNotifier('').capability).toBe('unsupported');
		vi.stubGlobal('isSecureContext', true);
		Reflect.deleteProperty(globalThis, 'Notification');
		expect(createNotifier('').capability).toBe('unsupported');
	});

	test('are unsupported once the browser refuses to make one', () => {
		createBrowser('granted', { refuses: true });
		const notifier = createNotifier('');
		expect(notifier.show(NOTE)).toBe(false);
		expect(notifier.capability).toBe('unsupported');
	});
});
