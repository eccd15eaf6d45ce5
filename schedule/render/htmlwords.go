package render

import (
	"slices"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// htmlLangs are the languages of the page's own words, in the columns' order.
var htmlLangs = []string{"en", "es", "pt", "fr", "ko"}

// htmlWords are the page's own words beyond those of package datefmt. "#"
// stands for a number or a name.
var htmlWords = map[string]string{
	"skip":      "Skip to the programme|Saltar al programa|Ir para a programação|Aller au programme|일정으로 건너뛰기",
	"languages": "Languages|Idiomas|Idiomas|Langues|언어",
	"host":      "Host|Sede|Sede|Hôte|개최지",
	"yours":     "Your time|Su hora|Seu horário|Votre heure|내 시간",
	"pick":      "Choose a time zone|Elegir una zona horaria|Escolher um fuso horário|Choisir un fuseau horaire|시간대 선택",
	"city":      "City, country or zone|Ciudad, país o zona|Cidade, país ou fuso|Ville, pays ou fuseau|도시, 국가 또는 시간대",
	"device":    "This device|Este dispositivo|Este dispositivo|Cet appareil|이 기기",
	"close":     "Close|Cerrar|Fechar|Fermer|닫기",
	"search":    "Search|Buscar|Buscar|Rechercher|검색",
	"filter":    "Filter|Filtrar|Filtrar|Filtrer|필터",
	"track":     "All tracks|Todos los ejes|Todas as trilhas|Toutes les thématiques|모든 분과",
	"room":      "All rooms|Todas las salas|Todas as salas|Toutes les salles|모든 장소",
	"country":   "All countries|Todos los países|Todos os países|Tous les pays|모든 국가",
	"person":    "All participants|Todos los participantes|Todos os participantes|Tous les participants|모든 참가자",
	"days":      "Days|Días|Dias|Jours|날짜 기준",
	"byhost":    "Host’s days|Días de la sede|Dias da sede|Jours de l’hôte|개최지 일차",
	"bydate":    "My dates|Mis fechas|Minhas datas|Mes dates|내 날짜",
	"view":      "View|Vista|Visualização|Affichage|보기",
	"list":      "List|Lista|Lista|Liste|목록",
	"rooms":     "Rooms|Salas|Salas|Salles|장소별",
	"clocks":    "Clocks|Relojes|Relógios|Horloges|시각",
	"both":      "Both|Ambas|Ambas|Les deux|함께",
	"mine":      "Mine only|Solo la mía|Só o meu|La mienne|내 시간만",
	"now":       "On now|Ahora|Agora|En cours|진행 중",
	"next":      "Next|A continuación|A seguir|Ensuite|다음",
	"add":       "Add to calendar|Añadir al calendario|Adicionar ao calendário|Ajouter à l’agenda|캘린더에 추가",
	"select":    "Select|Seleccionar|Selecionar|Sélectionner|선택",
	"selected":  "Selected: #|Seleccionadas: #|Selecionadas: #|Sélection : #|#개 선택",
	"clear":     "Clear|Borrar|Limpar|Effacer|선택 해제",
	"file":      "Calendar file (.ics)|Archivo de calendario (.ics)|Arquivo de calendário (.ics)|Fichier d’agenda (.ics)|캘린더 파일(.ics)",
	"calendars": "Calendars|Calendarios|Calendários|Agendas|캘린더",
	"subscribe": "Subscribe|Suscribirse|Assinar|S’abonner|구독",
	"keeps":     "A subscription follows later changes; a file does not.|La suscripción sigue los cambios posteriores; el archivo, no.|A assinatura acompanha as mudanças posteriores; o arquivo, não.|L’abonnement suit les changements ultérieurs, le fichier non.|구독하면 이후 변경 사항이 반영되며, 파일은 반영되지 않습니다.",
	"failed":    "The calendar file could not be loaded.|No se pudo cargar el archivo de calendario.|Não foi possível carregar o arquivo de calendário.|Le fichier d’agenda n’a pas pu être chargé.|캘린더 파일을 불러오지 못했습니다.",
	"none":      "No session matches.|Ninguna sesión coincide.|Nenhuma sessão corresponde.|Aucune session ne correspond.|일치하는 세션이 없습니다.",
	"found":     "Sessions: #|Sesiones: #|Sessões: #|Sessions : #|세션 #개",
	"nozone":    "No zone matches.|Ninguna zona coincide.|Nenhum fuso corresponde.|Aucun fuseau ne correspond.|일치하는 시간대가 없습니다.",
	"print":     "Print|Imprimir|Imprimir|Imprimer|인쇄",
	"abstract":  "Abstract|Resumen|Resumo|Résumé|개요",
	"night":     "Night|Noche|Noite|Nuit|밤",
	"early":     "Early|Temprano|Cedo|Tôt|이른 아침",
	"work":      "Working hours|Jornada laboral|Horário comercial|Heures ouvrables|근무 시간",
	"evening":   "Evening|Tarde|Fim do dia|Soirée|저녁",
	"nightly":   "# at night|# de noche|# de noite|# la nuit|밤 #",
	"tzdb":      "Clocks: IANA time-zone database #|Horas: base de datos de husos horarios de la IANA #|Horários: base de fusos horários da IANA #|Heures : base de fuseaux horaires de l’IANA #|시각: IANA 시간대 데이터베이스 #",
	"revision":  "Version #|Versión #|Versão #|Version #|버전 #",
}

// scriptWords are those of them that the script needs.
var scriptWords = []string{
	"host", "yours", "device", "now", "next", "selected", "failed", "none", "found", "nozone", "nightly", "rooms",
}

// autonyms are the names that languages have for themselves.
var autonyms = map[string]string{
	"en": "English", "es": "Español", "pt": "Português", "fr": "Français", "ko": "한국어",
	"ja": "日本語", "zh": "中文", "de": "Deutsch", "nl": "Nederlands",
}

// languageName gives a language's name for itself, and the tag where it is not
// known or names a region.
func languageName(lang schedule.Lang) string {
	if name, ok := autonyms[strings.ToLower(string(lang))]; ok {
		return name
	}
	return string(lang)
}

// htmlLocale gives the locale of the first language that the page has words
// in, and English if there is none.
func htmlLocale(langs []schedule.Lang) datefmt.Locale {
	for _, lang := range langs {
		loc := datefmt.For(lang)
		code := baseLang(loc.Lang())
		served := code != "en" || strings.EqualFold(baseLang(lang), "en") // For gives English for what it does not know
		if served && slices.Contains(htmlLangs, code) {
			return loc
		}
	}
	return datefmt.For()
}

func baseLang(lang schedule.Lang) string {
	code, _, _ := strings.Cut(string(lang), "-")
	return code
}

// wordsOf gives the words of a locale.
func wordsOf(loc datefmt.Locale) map[string]string {
	column := max(0, slices.Index(htmlLangs, baseLang(loc.Lang())))
	words := make(map[string]string, len(htmlWords))
	for key, row := range htmlWords {
		words[key] = strings.Split(row, "|")[column]
	}
	return words
}
