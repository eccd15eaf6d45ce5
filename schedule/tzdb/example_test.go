package tzdb_test

import (
	"fmt"
	"time"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

func Example() {
	db := tzdb.Pinned()
	fmt.Println(db.Version(), len(db.Names()))

	data, err := db.TZif("America/Panama")
	if err != nil {
		fmt.Println(err)
		return
	}
	panama, err := time.LoadLocationFromTZData("America/Panama", data)
	if err != nil {
		fmt.Println(err)
		return
	}
	opening := time.Date(2021, time.November, 18, 13, 30, 0, 0, time.UTC)
	fmt.Println(opening.In(panama).Format("15:04 -07:00"))

	fmt.Println(db.Check("EST"))
	_, err = db.TZif("America/Bogotta")
	fmt.Println(err)
	// Output:
	// 2026f 598
	// 08:30 -05:00
	// time zone "EST" is not a place but an abbreviation, and as a zone it never changes to summer time: write a place, such as America/Panama or America/New_York
	// unknown time zone "America/Bogotta" in tz database 2026f; did you mean America/Bogota?
}

func ExampleDatabase_Country() {
	chile, _ := tzdb.Pinned().Country("CL")
	fmt.Println(chile.Name, chile.Zones)
	// Output:
	// Chile [America/Santiago America/Coyhaique America/Punta_Arenas Pacific/Easter]
}

func ExampleDatabase_Same() {
	db := tzdb.Pinned()
	fmt.Println(db.Same("Asia/Calcutta", "Asia/Kolkata"))
	fmt.Println(db.Same("America/Cayman", "America/Panama")) // their clocks agree since 1912; each has its history
	// Output:
	// true
	// false
}

func ExampleDatabase_Suggest() {
	db := tzdb.Pinned()
	for _, name := range []string{"america/new york", "Seoul", "Quito", "Chile", "KST", "Asia/Soeul"} {
		fmt.Println(name, "→", db.Suggest(name))
	}
	// Output:
	// america/new york → [America/New_York]
	// Seoul → [Asia/Seoul]
	// Quito → [America/Guayaquil]
	// Chile → [America/Santiago America/Punta_Arenas Pacific/Easter]
	// KST → [Asia/Seoul]
	// Asia/Soeul → [Asia/Seoul]
}

func ExampleCompareVersions() {
	fmt.Println(tzdb.CompareVersions("2025c", "2026a"), tzdb.CompareVersions("2026f", "2026f"))
	// Output: -1 0
}
