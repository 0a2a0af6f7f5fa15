/**
 * Makes heard and seen what a step brought: a sound, a toast, a notification of the browser, a number on the tab.
 *
 * Decided in domain/signals.ts; a device that cannot act says so as a capability, and nothing is queued for later.
 */
import type { ShopMessage } from '../contract/events.ts';
import type { Badge } from '../devices/badge.ts';
import type { Notifier, NotifierCapability } from '../devices/notifier.ts';
import type { SoundCapability, SoundDesk } from '../devices/sound.ts';
import { isStockFree, stockDueAgain } from '../domain/acknowledgement-stock.ts';
import type { Input } from '../domain/dashboard.ts';
import type { DashboardState } from '../domain/dashboard-state.ts';
import { formatText } from '../domain/format.ts';
import { quietUntil } from '../domain/quiet-hours.ts';
import { countRecovered, describeRecovery } from '../domain/recovery.ts';
import { createLateness, noteArrival, type Lateness } from '../domain/signals-lateness.ts';
import {
	createRingHistory,
	repeatsDue,
	ring,
	signalsFor,
	type Occasion,
	type RingHistory,
	type Signal,
	type SignalFacts,
	type SoundName,
} from '../domain/signals.ts';
import { occasionOfAlert, occasionOfOrder, occasionOfStock } from '../domain/signals-occasions.ts';
import { selectStock, stockOpened, type StockLine } from '../domain/stock.ts';
import { alertsOpened, dueAgain, selectSystem, type OpenAlert } from '../domain/system.ts';
import { createToasts, dismissToast, noteToast, passToasts, type ToastState } from '../domain/toasts.ts';
import type { Step } from './dashboard.svelte.ts';
import type { SettingsStore } from './settings.svelte.ts';

export interface SignalDeps {
	readonly sound: SoundDesk;
	readonly notifier: Notifier;
	readonly badge: Badge;
	readonly settings: SettingsStore;
	readonly isHidden: () => boolean;
	/** IANA zone of the shop: quiet hours are by its clock. */
	readonly zone: string;
	/** Features the configuration leaves on. */
	readonly features: { readonly sound: boolean; readonly notifications: boolean };
}

type Facts = Omit<SignalFacts, 'at' | 'lostAt'>;

const MINUTE_MS = 60_000;
/** Sounds that also put up a toast; an order is on the screen already. */
const TOASTED: Partial<Record<SoundName, 'high' | 'critical' | 'medium'>> = {
	'alert-critical': 'critical',
	'alert-high': 'high',
	stock: 'medium',
};

/** What can be said of the sound: `quiet` for all but what is critical, `elsewhere` while another tab sounds. */
export type SoundState = 'loading' | 'on' | 'off' | 'blocked' | 'unsupported' | 'quiet' | 'elsewhere';

export class Signals {
	#deps: SignalDeps;
	#capability = $state.raw<SoundCapability>('loading');
	#permission = $state.raw<NotifierCapability>('default');
	#toasts: ToastState = $state.raw(createToasts());
	#unseen = $state(0);
	#rings: RingHistory = createRingHistory();
	#opened = { stock: 0, high: 0, critical: 0 };
	#latest: Partial<Record<SoundName, Occasion>> = {};
	#lookedAt = 0;
	#late: Lateness = createLateness();
	#lateBefore = this.#late;
	/** The recorder has answered on this page: what it told first was history, not missed. */
	#hasHistory = false;

	/** Epoch ms of the running minute, null before the first step. */
	#minute: number | null = $state(null);

	/** When the quiet hours of now end, `07:00` by the shop's clock; null outside of them. */
	readonly quietUntil: string | null = $derived.by(() => {
		const { settings, zone } = this.#deps;
		return this.#minute === null ? null : quietUntil(settings.values.quietHours, this.#minute, zone);
	});

	readonly soundState: SoundState = $derived.by(() => {
		if (!this.#deps.features.sound) return 'unsupported';
		if (this.#capability === 'unsupported' || this.#capability === 'loading') return this.#capability;
		if (!this.#deps.settings.isSoundOn) return 'off';
		if (this.#capability === 'needs-gesture') return 'blocked';
		return this.quietUntil === null ? 'on' : 'quiet';
	});

	constructor(deps: SignalDeps) {
		this.#deps = deps;
		this.#permission = deps.notifier.capability;
	}

	get capability(): SoundCapability {
		return this.#capability;
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
		const { sound, notifier, badge, features } = this.#deps;
		this.followVolume();
		const undo = [
			sound.onCapability((capability) => (this.#capability = capability)),
			notifier.onCapability((permission) => (this.#permission = permission)),
			notifier.start(),
			badge.start(),
			...(features.sound ? [sound.start()] : []),
		];
		return () => {
			for (const stop of undo.reverse()) stop();
		};
	}

	/** The sound button: allows a blocked sound, else switches it on or off; what is switched on is heard. */
	async pressSound(): Promise<void> {
		const { sound, settings, features } = this.#deps;
		if (!features.sound) return;
		if (this.soundState === 'on' || this.soundState === 'quiet') settings.isSoundOn = false;
		else {
			settings.isSoundOn = true;
			await sound.allow();
			sound.play('order');
		}
	}

	/** Plays one sound on request, allowing it first: the press is the gesture. */
	async test(name: SoundName): Promise<void> {
		await this.#deps.sound.allow();
		this.#deps.sound.play(name);
	}

	/** Follows the volume of the settings. */
	followVolume(): void {
		this.#deps.sound.setVolume(this.#deps.settings.values.volume);
	}

	/** Makes the browser ask its user whether this page may notify. */
	async askToNotify(): Promise<void> {
		await this.#deps.notifier.ask();
	}

	dismiss(id: string, now: number): void {
		this.#toasts = dismissToast(this.#toasts, id, now);
	}

	/** Says something of its own in the corner. */
	say(id: string, title: string, body: string | null, at: number): void {
		this.#toasts = noteToast(this.#toasts, { id, title, body, severity: 'low', at });
	}

	/** Looks at what arrives: an event that was held up is shown, but it is no news any more. An alert is, while it is open. */
	hear(input: Input): void {
		if (input.type !== 'accepted' || input.isRecovered === true) return;
		this.#late = noteArrival(this.#late, input.event);
	}

	/** Acts on what a step brought. */
	follow({ before, after, at, recovered }: Step): void {
		this.#minute = at - (at % MINUTE_MS);
		const was = this.#facts(before, this.#lateBefore);
		if (recovered === null) this.#note(before, after, at);
		else this.#sayCaughtUp(recovered, at);
		this.#noteDue(after, at);
		const facts = { ...this.#facts(after, this.#late), at, lostAt: after.lossNoticedAt };
		this.#late = { ...this.#late, products: new Set() };
		this.#lateBefore = this.#late;
		const signals = signalsFor({ ...was, at: this.#lookedAt || at, lostAt: before.lossNoticedAt }, facts);
		this.#lookedAt = at;
		this.#sound([...signals, ...this.#repeats(after, at)], at);
		// What repeats is told once: its toast or its panel still stands.
		for (const signal of signals) this.#show(signal, at);
		this.#sayWatched(before, after, at);
		this.#toasts = passToasts(withdraw(this.#toasts, after, at), at);
		this.#count(before, after);
	}

	#facts(state: DashboardState, late: Lateness): Facts {
		const { high, critical, stock } = this.#opened;
		return {
			created: state.created - late.orders,
			failedPayments: state.failedPayments - late.failedPayments,
			openedStock: stock,
			openedAlerts: { high, critical },
			latest: this.#latest,
		};
	}

	/** One sentence for all that was missed: no sound, and no toast of its own for any of it. */
	#sayCaughtUp(recovered: readonly ShopMessage[], at: number): void {
		const isFirst = !this.#hasHistory;
		this.#hasHistory = true;
		const what = isFirst ? null : describeRecovery(countRecovered(recovered));
		if (what !== null && !this.#deps.isHidden()) this.say('caught-up', `Caught up: ${what}`, null, at);
	}

	#note(before: DashboardState, after: DashboardState, at: number): void {
		const lines = before.stock === after.stock ? [] : stockOpened(before.stock, after.stock);
		const { acknowledgements } = after.system;
		this.#open(
			lines.filter((line) => !this.#late.products.has(line.ref) && isStockFree(line, acknowledgements, at)),
			before.system === after.system ? [] : alertsOpened(before.system, after.system),
		);
		const [newest] = after.feed;
		if (after.created > before.created && newest?.kind === 'order') {
			this.#latest = { ...this.#latest, order: occasionOfOrder(newest.order) };
		}
	}

	/** What was put off until now is told again. */
	#noteDue({ system, stock }: DashboardState, at: number): void {
		const since = this.#lookedAt || at;
		if (since >= at || system.acknowledgements.size === 0) return;
		const { lines } = selectStock(stock, at);
		this.#open(stockDueAgain(lines, system.acknowledgements, at, since), dueAgain(system, at, since));
	}

	#open(lines: readonly StockLine[], alerts: readonly OpenAlert[]): void {
		if (lines.length + alerts.length === 0) return;
		const latest = { ...this.#latest };
		const line = lines.at(-1);
		if (line !== undefined) latest.stock = occasionOfStock(line);
		for (const alert of alerts) {
			if (alert.severity === 'high' || alert.severity === 'critical')
				latest[`alert-${alert.severity}`] = occasionOfAlert(alert);
		}
		this.#latest = latest;
		const count = (severity: string) => alerts.filter((alert) => alert.severity === severity).length;
		this.#opened = {
			stock: this.#opened.stock + lines.length,
			high: this.#opened.high + count('high'),
			critical: this.#opened.critical + count('critical'),
		};
	}

	#repeats(state: DashboardState, at: number): readonly Signal[] {
		if (state.system.alerts.size === 0) return [];
		return repeatsDue(selectSystem(state.system, at, null).open, this.#rings, at);
	}

	#sound(signals: readonly Signal[], at: number): void {
		const { settings, sound, features } = this.#deps;
		if (!features.sound || !settings.isSoundOn) return;
		const heard = signals.filter((signal) => settings.values.sounds[signal.sound]);
		const { history, signal } = ring(this.#rings, heard, at);
		// What could not be played has not rung: it may as soon as it can.
		if (signal === null) this.#rings = history;
		else if (sound.play(signal.sound)) this.#rings = history;
	}

	#show({ sound, title, body, ref }: Signal, at: number): void {
		if (title === null) return;
		const { notifier, settings, features, isHidden } = this.#deps;
		const severity = TOASTED[sound];
		// What is visible already needs no second telling; a hidden tab's toasts would be stale when it returns.
		if (severity !== undefined && !isHidden()) {
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
			const carts = `${batch.customers + batch.nameless} ${batch.customers + batch.nameless === 1 ? 'cart' : 'carts'}`;
			const title =
				batch.condition === null
					? `${carts} changed`
					: `Condition ${formatText(batch.condition, 40)} removed from ${carts}`;
			this.say(`carts:${batch.id}`, title, null, at);
		}
		const [trade] = after.trades.trades;
		if (trade !== undefined && trade.ref !== before.trades.trades[0]?.ref) {
			this.say('trade', `${formatText(trade.symbol, 20)} traded`, `${trade.amount} at ${trade.price}`, at);
		}
	}

	#count(before: DashboardState, after: DashboardState): void {
		if (!this.#deps.isHidden()) this.#unseen = 0;
		else this.#unseen += Math.max(0, after.created - before.created);
		this.#deps.badge.set(this.#unseen, after.lostAt !== null);
	}
}

/** A toast about an alert that somebody took on, or that is over, has nothing to say any more. */
function withdraw(toasts: ToastState, { system }: DashboardState, at: number): ToastState {
	const isLasting = ({ severity }: { severity: string }) => severity === 'high' || severity === 'critical';
	const lasting = [...toasts.shown, ...toasts.waiting].filter(isLasting);
	if (lasting.length === 0) return toasts;
	const open = new Set(selectSystem(system, at, null).open.map(({ ref }) => ref));
	return lasting
		.filter(({ id }) => system.alerts.has(id) && !open.has(id))
		.reduce((held, { id }) => dismissToast(held, id, at), toasts);
}
