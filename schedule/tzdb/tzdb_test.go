package tzdb_test

import (
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

func TestPinnedNamesAllLoad(t *testing.T) {
	db := tzdb.Pinned()
	names := db.Names()
	if len(names) != 598 {
		t.Errorf("%d names, want 598", len(names))
	}
	for _, name := range names {
		data, err := db.TZif(name)
		if err != nil {
			t.Errorf("TZif(%q): %v", name, err)
			continue
		}
		if _, err := time.LoadLocationFromTZData(name, data); err != nil {
			t.Errorf("package time cannot read %s: %v", name, err)
		}
	}
}
