import { createContext } from 'svelte';
import type { Dashboard } from './dashboard.svelte.ts';

export const [useDashboard, provideDashboard] = createContext<Dashboard>();
