import type { SoundName } from '$lib/domain/signals.ts';
import type { Language } from '$lib/words/words.ts';

/** The preferences this panel shows and changes. */
export interface SettingsValues {
	readonly isSoundOn: boolean;
	/** 0 to 1. */
	readonly volume: number;
	readonly sounds: Readonly<Record<SoundName, boolean>>;
	/** By the shop’s clock, `22:00`. */
	readonly quietHours: { readonly isOn: boolean; readonly from: string; readonly until: string };
	readonly areNotificationsOn: boolean;
	readonly theme: 'system' | 'light' | 'dark';
	readonly density: 'compact' | 'regular' | 'roomy';
	readonly areShortcutsOn: boolean;
	readonly language: 'system' | Language;
}

export type Change = (values: Partial<SettingsValues>) => void;

/** Whether sounds can be heard in this tab, and what was not. */
export interface SoundFacts {
	readonly capability: 'loading' | 'ready' | 'needs-gesture' | 'unsupported';
	readonly state: 'loading' | 'on' | 'off' | 'blocked' | 'unsupported' | 'quiet' | 'elsewhere';
	/** When the quiet hours of now end, `07:00`. */
	readonly quietUntil: string | null;
	/** Epoch ms; `until` is null while no sound can be played. */
	readonly unplayed: { readonly count: number; readonly since: number; readonly until: number | null } | null;
}

/** What the page is pointed at. */
export interface ShopFacts {
	readonly name: string;
	/** IANA zone. */
	readonly zone: string;
	readonly currency: string;
	/** Host and port, or the hosted cluster, of the broadcaster. */
	readonly broadcaster: string;
	readonly sources: readonly string[];
	/** How the shop is watched, in words. */
	readonly level: string;
}

/** What the language row says besides the choice. */
export interface LanguageFacts {
	/** What the browser asks for, of the languages that there are. */
	readonly preferred: Language;
	/** Chosen, and not to be had. */
	readonly missing: Language | null;
}
