/**
 * Makes heard and seen what a step brought: a sound, a toast, a notification of the browser, a number on the tab.
 *
 * Decided in domain/signals.ts; a device that cannot act says so as a capability, and nothing is queued for later.
 */
import type { Severity, ShopMessage } from '../contract/events.ts';
import type { Badge } from '../devices/badge.ts';
import type { Notifier, NotifierCapability } from '../devices/notifier.ts';
import type { SoundCapability } from '../devices/sound.ts';
import type { Input } from '../domain/input.ts';
import type { DashboardState } from '../domain/dashboard-state.ts';
import { formatCount, formatText } from '../domain/format.ts';
import { countRecovered, describeRecovery } from '../domain/recovery.ts';
import type { Signal, SoundName } from '../domain/signals.ts';
import { selectSystem, type AlertView } from '../domain/system.ts';
import {
	createToasts,
	dismissToast,
	noteToast,
	passToasts,
	withdrawToasts,
	type ToastState,
} from '../domain/toasts.ts';
import { say } from '../words/words.ts';
import { Bell, type BellDeps, type SoundState, type Unplayed } from './bell.svelte.ts';
import type { Step } from './dashboard.svelte.ts';
import { News } from './news.ts';

export interface SignalDeps extends BellDeps {
	readonly notifier: Notifier;
	readonly badge: Badge;
	readonly isHidden: () => boolean;
	/** Features the configuration leaves on. */
	readonly features: { readonly sound: boolean; readonly notifications: boolean };
}

/** Sounds that also put up a toast; an order is on the screen already. */
const TOASTED: Partial<Record<SoundName, Severity>> = {
	'alert-critical': 'critical',
	'alert-high': 'high',
	stock: 'medium',
};

export class Signals {
	#deps: SignalDeps;
	#bell: Bell;
	#news = new News();
	#permission = $state.raw<NotifierCapability>('default');
	#toasts: ToastState = $state.raw(createToasts());
	#unseen = $state(0);
	/** What the open page shows by itself. */
	#inView: ReadonlySet<SoundName> = new Set();
	/** The recorder has answered on this page: what it told first was history, not missed. */
	#hasHistory = false;

	constructor(deps: SignalDeps) {
		this.#deps = deps;
		this.#bell = new Bell(deps);
		this.#permission = deps.notifier.capability;
	}

	get soundState(): SoundState {
		return this.#bell.soundState;
	}

	/** When the quiet hours of now end, `07:00` by the shop's clock; null outside of them. */
	get quietUntil(): string | null {
		return this.#bell.quietUntil;
	}

	get capability(): SoundCapability {
		return this.#bell.capability;
	}

	/** What could not be played the last time that no sound could; null when nothing was missed. */
	get unplayed(): Unplayed | null {
		return this.#bell.unplayed;
	}

	/** Whether the browser lets this page notify. */
	get permission(): NotifierCapability {
		return this.#permission;
	}

	get toasts(): ToastState {
		return this.#toasts;
	}

	/** What came while nobody looked at this tab. */
	get unseen(): number {
		return this.#unseen;
	}

	/** Arms the devices. Returns stop. */
	start(): () => void {
		const { notifier, badge } = this.#deps;
		const undo = [
			notifier.onCapability((permission) => (this.#permission = permission)),
			notifier.start(),
			badge.start(),
			this.#bell.start(),
		];
		return () => {
			for (const stop of undo.reverse()) stop();
		};
	}

	/** The sound button: allows or takes over a sound that is not heard here, else switches it on or off; what is on is heard. */
	async pressSound(): Promise<void> {
		await this.#bell.press();
	}

	/** Plays one sound on request, allowing it first: the press is the gesture. */
	async test(name: SoundName): Promise<void> {
		await this.#bell.test(name);
	}

	/** Follows what was changed in the settings. */
	followSettings(): void {
		this.#bell.followSettings();
	}

	/** Makes the browser ask its user whether this page may notify. */
	async askToNotify(): Promise<void> {
		await this.#deps.notifier.ask();
	}

	/** Is told what the page that is open now shows by itself: of that there is no toast. */
	look(inView: readonly SoundName[], now: number): void {
		this.#inView = new Set(inView);
		const severities = inView.map((sound) => TOASTED[sound]);
		this.#toasts = withdrawToasts(this.#toasts, ({ severity }) => severities.includes(severity), now);
	}

	dismiss(id: string, now: number): void {
		this.#toasts = dismissToast(this.#toasts, id, now);
	}

	/** Says something of its own in the corner. */
	say(id: string, title: string, body: string | null, at: number): void {
		this.#toasts = noteToast(this.#toasts, { id, title, body, severity: 'low', at });
	}

	/** Looks at what arrives, before it is drawn. */
	hear(input: Input): void {
		this.#news.hear(input);
	}

	/** Acts on what a step brought. */
	follow(step: Step): void {
		const { before, after, at, recovered } = step;
		if (recovered !== null) this.#sayCaughtUp(recovered, at);
		const signals = this.#news.follow(step);
		this.#bell.follow(signals, openAlerts(after, at), at);
		// What repeats is told once: its toast or its panel still stands.
		for (const signal of signals) this.#show(signal, at);
		this.#sayWatched(before, after, at);
		this.#toasts = passToasts(withdraw(this.#toasts, after, at), at);
		this.#count(before, after);
	}

	/** One sentence for all that was missed: no sound, and no toast of its own for any of it. */
	#sayCaughtUp(recovered: readonly ShopMessage[], at: number): void {
		const isFirst = !this.#hasHistory;
		this.#hasHistory = true;
		const what = isFirst ? null : describeRecovery(countRecovered(recovered));
		if (what !== null && !this.#deps.isHidden())
			this.say('caught-up', say().signals.caughtUp(what), null, at);
	}

	#show({ sound, title, body, ref }: Signal, at: number): void {
		if (title === null) return;
		const { notifier, settings, features, isHidden } = this.#deps;
		const severity = TOASTED[sound];
		// What is visible already needs no second telling; a hidden tab's toasts would be stale when it returns.
		if (severity !== undefined && !this.#inView.has(sound) && !isHidden()) {
			this.#toasts = noteToast(this.#toasts, { id: ref ?? sound, title, body, severity, at });
		}
		if (features.notifications && settings.values.areNotificationsOn) {
			notifier.show({ title, body, tag: ref ?? sound });
		}
	}

	/** Carts and trades reach this screen only for those somebody watches: each is news. */
	#sayWatched(before: DashboardState, after: DashboardState, at: number): void {
		const [batch] = after.carts.batches;
		if (before.carts !== after.carts && batch !== undefined) {
			const { cartsChanged, conditionRemoved } = say().signals;
			const count = batch.customers + batch.nameless;
			const title =
				batch.condition === null
					? cartsChanged(count, formatCount(count))
					: conditionRemoved(formatText(batch.condition, 40), count, formatCount(count));
			this.say(`carts:${batch.id}`, title, null, at);
		}
		const [trade] = after.trades.trades;
		if (trade !== undefined && trade.ref !== before.trades.trades[0]?.ref) {
			const { traded, amountAtPrice } = say().signals;
			const body = amountAtPrice(trade.amount, trade.price);
			this.say('trade', traded(formatText(trade.symbol, 20)), body, at);
		}
	}

	#count(before: DashboardState, after: DashboardState): void {
		if (!this.#deps.isHidden()) this.#unseen = 0;
		else this.#unseen += Math.max(0, after.created - before.created);
		this.#deps.badge.set(this.#unseen, after.lostAt !== null);
	}
}

function openAlerts({ system }: DashboardState, at: number): readonly AlertView[] {
	return system.alerts.size === 0 ? [] : selectSystem(system, at, null).open;
}

/** A toast about an alert that somebody took on, or that is over, has nothing to say any more. */
function withdraw(toasts: ToastState, state: DashboardState, at: number): ToastState {
	if (toasts.shown.length === 0) return toasts;
	const open = new Set(openAlerts(state, at).map(({ ref }) => ref));
	return withdrawToasts(toasts, ({ id }) => state.system.alerts.has(id) && !open.has(id), at);
}
