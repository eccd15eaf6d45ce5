module github.com/plenaria/plenaria

go 1.26.0
